import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClaimedDelivery, ClaimLimits } from '../delivery-store.ts';
import { momentOf, type OptionalClock } from './sql-values.ts';

const lost = 'The dispatcher stopped before the answer was recorded, so the request may or may not have arrived.';

/**
 * One statement. `waiting` walks the endpoints that have pending deliveries (a loose index scan: as many steps as endpoints,
 * however long their backlogs). Each offers its oldest due deliveries up to what it may still have in flight, and they take
 * turns: every endpoint's first before any one's second. Rows that another dispatcher is claiming are skipped; the
 * conditions are repeated under the lock, since the row may have changed since it was chosen.
 */
const sql = `
with recursive moment as materialized (select coalesce(?::timestamptz, now()) as at),
waiting as (
  (select endpoint_id from webhooks.deliveries where status = 'pending' order by endpoint_id limit 1)
  union all
  select (select d.endpoint_id from webhooks.deliveries d
          where d.status = 'pending' and d.endpoint_id > w.endpoint_id order by d.endpoint_id limit 1)
  from waiting w where w.endpoint_id is not null
),
chosen as materialized (
  select due.id
  from waiting w
  cross join lateral (
    select d.id, d.next_attempt_at, row_number() over (order by d.next_attempt_at, d.id) as turn
    from (
      select p.id, p.next_attempt_at from webhooks.deliveries p
      where p.status = 'pending' and p.endpoint_id = w.endpoint_id
        and p.next_attempt_at <= (select at from moment)
        and (p.lease_until is null or p.lease_until <= (select at from moment))
      order by p.next_attempt_at, p.id
      limit greatest(0, ?::int - (
        select count(*) from webhooks.deliveries l
        where l.endpoint_id = w.endpoint_id and l.lease_until > (select at from moment)))
    ) d
  ) due
  where w.endpoint_id is not null
  order by due.turn, due.next_attempt_at
  limit ?::int
),
locked as materialized (
  select d.id, d.lease_until is not null as was_lost
  from webhooks.deliveries d
  where d.id in (select id from chosen) and d.status = 'pending'
    and d.next_attempt_at <= (select at from moment)
    and (d.lease_until is null or d.lease_until <= (select at from moment))
  for update skip locked
),
claimed as (
  update webhooks.deliveries d
  set fence = d.fence + 1, attempts = d.attempts + 1,
      lease_until = (select at from moment) + ?::bigint * interval '1 millisecond',
      last_error = case when l.was_lost then ?::text else d.last_error end
  from locked l where d.id = l.id
  returning d.id, d.endpoint_id, d.fence, d.attempts, d.sealed, l.was_lost
),
lost as (
  insert into webhooks.attempts (delivery_id, number, started_at, duration_ms, outcome, response_truncated, error)
  select c.id, c.attempts - 1, (select at from moment), 0, 'lost', false, ?::text
  from claimed c where c.was_lost
  on conflict do nothing
)
select c.id, c.endpoint_id, c.fence::text as fence, c.attempts, c.sealed,
  (select coalesce(json_agg(json_build_object('id', s.id, 'sealed', encode(s.sealed, 'hex')) order by s.created_at desc), '[]')
   from webhooks.signing_secrets s
   where s.endpoint_id = c.endpoint_id and (s.expires_at is null or s.expires_at > (select at from moment))) as secrets
from claimed c`;

interface Row {
  id: string;
  endpoint_id: string;
  fence: string;
  attempts: number;
  sealed: Buffer;
  secrets: { id: string; sealed: string }[];
}

/** Leases due deliveries, at most `perEndpoint` of one endpoint in flight. Two dispatchers claiming in the same instant count apart. */
export async function claimDeliveries(
  em: EntityManager,
  { limit, perEndpoint, leaseMs }: ClaimLimits,
  clock: OptionalClock,
): Promise<ClaimedDelivery[]> {
  const rows = await em.execute<Row[]>(sql, [momentOf(clock), perEndpoint, limit, leaseMs, lost, lost]);
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    fence: row.fence,
    attempt: row.attempts,
    sealed: row.sealed,
    signingSecrets: row.secrets.map(({ id, sealed }) => ({ id, sealed: Buffer.from(sealed, 'hex') })),
  }));
}
