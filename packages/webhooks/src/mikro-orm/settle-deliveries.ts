import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryStatus, DeliveryTopic, SettledDelivery } from '../delivery.ts';
import type { Settlement } from '../delivery-store.ts';
import { momentOf, toJsonb, type OptionalClock } from './sql-values.ts';

/**
 * One statement for a whole batch. A delivery changes only where the fence is the one it was claimed with. Its attempt is
 * logged in any case, because it was made (it may have been cancelled meanwhile); if it was declared lost, that stands.
 */
const sql = `
with moment as materialized (select coalesce(?::timestamptz, now()) as at),
input as materialized (
  select * from jsonb_to_recordset(?::jsonb) as i (
    id text, fence bigint, attempt int, status text, retry_in_ms bigint, message text, started_at timestamptz,
    duration_ms int, outcome text, status_code int, response_headers jsonb, response_body text,
    response_truncated boolean, error text)
),
settled as (
  update webhooks.deliveries d
  set status = i.status, attempts = i.attempt, lease_until = null, message = i.message, last_status_code = i.status_code,
      last_error = case when i.outcome is null then d.last_error else i.error end,
      sealed = case when i.status = 'pending' then d.sealed end,
      next_attempt_at = case when i.status = 'pending' then m.at + i.retry_in_ms * interval '1 millisecond' end,
      settled_at = case when i.status = 'pending' then null else m.at end
  from input i, moment m
  where d.id = i.id and d.status = 'pending' and d.fence = i.fence
  returning d.id, d.endpoint_id, d.topic, d.subject, d.tenant, d.status, d.last_status_code, d.message, d.last_error,
    d.next_attempt_at, d.attempts
),
logged as (
  insert into webhooks.attempts (delivery_id, number, started_at, duration_ms, outcome, status_code, response_headers,
    response_body, response_truncated, error)
  select id, attempt, started_at, duration_ms, outcome, status_code, response_headers, response_body, response_truncated, error
  from input where outcome is not null
  on conflict do nothing
),
marked as (
  update webhooks.endpoints e set gone_at = case when s.is_gone then (select at from moment) end
  from (select endpoint_id, bool_or(status = 'gone') as is_gone from settled
        where status in ('gone', 'delivered') group by endpoint_id) s
  where e.id = s.endpoint_id and (s.is_gone or e.gone_at is not null)
)
select s.*, (extract(epoch from s.next_attempt_at) * 1000)::float8 as next_attempt_ms from settled s`;

interface Row {
  id: string;
  endpoint_id: string;
  topic: DeliveryTopic;
  subject: string;
  tenant: string;
  status: DeliveryStatus;
  last_status_code: number | null;
  message: string | null;
  last_error: string | null;
  next_attempt_ms: number | null;
  attempts: number;
}

/** Records a batch of results; answers the deliveries that changed. */
export async function settleDeliveries(
  em: EntityManager,
  settlements: readonly Settlement[],
  clock: OptionalClock,
): Promise<SettledDelivery[]> {
  const rows = await em.execute<Row[]>(sql, [momentOf(clock), toJsonb(settlements.map(toInput))]);
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    topic: row.topic,
    subject: row.subject,
    tenant: row.tenant,
    status: row.status,
    statusCode: row.last_status_code,
    message: row.message,
    error: row.last_error,
    nextAttemptAt: row.next_attempt_ms === null ? null : new Date(row.next_attempt_ms),
    attempt: row.attempts,
  }));
}

function toInput({ id, fence, attempt, status, retryInMs, message, record }: Settlement) {
  return {
    id,
    fence,
    attempt,
    status,
    message,
    retry_in_ms: retryInMs,
    started_at: record?.startedAt,
    duration_ms: record?.durationMs,
    outcome: record?.outcome,
    status_code: record?.statusCode,
    response_headers: record?.responseHeaders,
    response_body: record?.responseBody,
    response_truncated: record?.responseTruncated,
    error: record?.error,
  };
}
