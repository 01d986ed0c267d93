import { failedStatuses } from '../delivery.ts';
import type { CancelTarget, ReplayResult } from '../outbox.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import { sealRequest } from '../sealed-request.ts';
import { noteEnqueued } from './enqueue-bell.ts';
import type { OutboxContext } from './outbox-context.ts';
import { momentOf } from './sql-values.ts';

const mostAtOnce = 1000;

/**
 * Cancels what is pending of a target and erases the sealed requests; answers how many were cancelled. An attempt under way keeps its place
 * in the queue until it is over, so that the next one of its ordering key does not overtake it. Whoever settles at this moment is waited for; rows are
 * held in the order of the queue, as that one, too, holds the first of an ordering key before the next.
 */
export async function cancelDeliveries(context: OutboxContext, target: CancelTarget, reason: string): Promise<number> {
  const { em, clock } = context;
  const [where, values] =
    typeof target === 'string' ? ['id = ?', [target]] : ['subject = ? and topic = ?', [target.subject, target.topic]];
  const rows = await em.execute<{ endpoint_id: string; ordering_key: string | null }[]>(
    `with picked as materialized (
       -- The lease as it is once the row is held: the statement's snapshot may show one that a settlement has just ended.
       select q.delivery_id, q.lease_until from webhooks.queue q
       where q.delivery_id in (select id from webhooks.deliveries where status = 'pending' and ${where})
       order by q.seq for update
     ),
     kept as (
       update webhooks.queue q set is_cancelled = true, sealed = null from picked p where q.delivery_id = p.delivery_id and p.lease_until is not null
       returning q.delivery_id
     ),
     gone as (
       delete from webhooks.queue q using picked p where q.delivery_id = p.delivery_id and p.lease_until is null
       returning q.delivery_id
     )
     update webhooks.deliveries d
     set status = 'cancelled', cancel_reason = ?, settled_at = coalesce(?::timestamptz, clock_timestamp())
     from (select delivery_id from kept union all select delivery_id from gone) c
     where d.id = c.delivery_id and d.status = 'pending'
     returning d.endpoint_id, d.ordering_key`,
    [...values, reason, momentOf(clock)],
  );
  const before = rows.filter(({ ordering_key: key }) => key !== null);
  if (before.length > 0) {
    await em.execute(`select webhooks.let_next_go(?::jsonb, coalesce(?::timestamptz, clock_timestamp()))`, [
      JSON.stringify(before.map((row) => [row.endpoint_id, row.ordering_key])),
      momentOf(clock),
    ]);
  }
  return rows.length;
}

/** Makes a pending delivery due now, and its endpoint take it; one under way is left to its attempt. False when it is not pending. */
export async function retryNow(context: OutboxContext, deliveryId: string): Promise<boolean> {
  const rows = await context.em.execute<{ endpoint_id: string }[]>(
    `update webhooks.queue set due_at = least(due_at, coalesce(?::timestamptz, clock_timestamp())),
       is_ready = is_ready or (lease_until is null and due_at is not null)
     where delivery_id = ? and not is_cancelled returning endpoint_id`,
    [momentOf(context.clock), deliveryId],
  );
  const [found] = rows;
  if (found === undefined) return false;
  await context.em.execute(
    `update webhooks.endpoints set closed_until = null, closed_by = null where id = ? and closed_until is not null`,
    [found.endpoint_id],
  );
  noteEnqueued(context.em);
  return true;
}

/** Puts a delivery into the queue again: due now, with a plan that begins anew. */
export async function replayDelivery(context: OutboxContext, deliveryId: string): Promise<ReplayResult> {
  // The queue before the log, as a settlement locks them: the other way round the two would wait for each other.
  if (await retryNow(context, deliveryId)) return { ok: true };
  // Locked, so that two replays at once are one.
  const [row] = await context.em.execute<ReplayRow[]>(`${replayable} where d.id = ? for update`, [deliveryId]);
  if (row === undefined) return { ok: false, reason: 'unknown' };
  // Another replay was quicker.
  if (row.status === 'pending') return { ok: true };
  // What somebody took back is not sent behind their back.
  if (row.status === 'cancelled') return { ok: false, reason: 'cancelled' };
  if (row.holds_secrets) return { ok: false, reason: 'secrets_erased' };
  await putBack(context, [row]);
  return { ok: true };
}

/** Replays what failed since a moment, oldest first. */
export async function recoverSince(
  context: OutboxContext,
  { endpointId, since, apart }: { endpointId: string; since: Date; apart: readonly string[] },
) {
  const rows = await context.em.execute<ReplayRow[]>(
    `${replayable} where d.endpoint_id = ? and d.failed_at >= ?::timestamptz and d.status in (${failedStatuses.map(() => '?').join(', ')})
     order by d.failed_at, d.id limit ${mostAtOnce} for update`,
    [endpointId, since.toISOString(), ...failedStatuses],
  );
  const own = rows.filter(({ topic }) => !apart.includes(topic));
  const whole = own.filter((row) => !row.holds_secrets);
  if (whole.length > 0) await putBack(context, whole);
  const idsOf = (some: readonly ReplayRow[]) => some.map(({ id }) => id);
  return {
    replayed: whole.length,
    withSecrets: idsOf(own.filter((row) => row.holds_secrets)),
    apart: idsOf(rows.filter(({ topic }) => apart.includes(topic))),
  };
}

interface ReplayRow {
  id: string;
  topic: string;
  status: string;
  holds_secrets: boolean;
  display: OutgoingRequest;
}

const replayable = `select d.id, d.topic, d.status, d.holds_secrets, d.display from webhooks.deliveries d`;

// The fence begins at the moment, in milliseconds, where no former claim can have been: a result of one that comes late must not count.
async function putBack(context: OutboxContext, rows: readonly ReplayRow[]): Promise<void> {
  const { em, sealer, clock } = context;
  const sealed = rows.map(({ id, display }) => ({
    id,
    sealed: sealRequest(sealer, id, { request: display, secrets: [] }).toString('base64'),
  }));
  await em.execute(
    `with moment as materialized (select coalesce(?::timestamptz, clock_timestamp()) as at),
     input as materialized (select * from jsonb_to_recordset(?::jsonb) as i (id text, sealed text)),
     reopened as (
       update webhooks.deliveries d set status = 'pending', settled_at = null, failed_at = null, message = null
       from input i where d.id = i.id
       returning d.id, d.endpoint_id, d.ordering_key, d.attempts, (d.created_at at time zone 'UTC')::date as created_on,
         i.sealed
     )
     insert into webhooks.queue (delivery_id, endpoint_id, ordering_key, due_at, is_ready, fence, attempts, plan_from, created_on, sealed)
     select r.id, r.endpoint_id, r.ordering_key, m.at, true, (extract(epoch from m.at) * 1000)::bigint, r.attempts, r.attempts, r.created_on,
       decode(r.sealed, 'base64')
     from reopened r, moment m`,
    [momentOf(clock), JSON.stringify(sealed)],
  );
  noteEnqueued(em);
}
