import type { DeliveryStatus, SettledDelivery } from '../delivery.ts';
import type { Settlement } from '../delivery-store.ts';
import { endpointRules } from '../endpoint.ts';
import type { RunSql } from './run-sql.ts';
import { momentOf, toJsonb, type OptionalClock } from './sql-values.ts';

const { probeAfter, firstPauseMs, longestPauseMs, warnAfterDays, disableAfterDays } = endpointRules;

/**
 * One statement for a whole batch. A delivery changes only where the fence is the one it was claimed with. Its attempt is
 * logged in any case, because it was made (it may have been cancelled meanwhile); if it was declared lost, that stands.
 * An endpoint changes only when it fails or is well again; results of one batch count in the order in which they came.
 */
const statement = `
with moment as materialized (select coalesce($1::timestamptz, clock_timestamp()) as at),
input as materialized (
  select * from jsonb_to_recordset($2::jsonb) as i (
    n int, id text, fence bigint, attempt int, created_on date, status text, retry_in_ms bigint, pause_ms bigint, message text,
    why text, started_at timestamptz, duration_ms int, outcome text, failure text, status_code int, response_headers jsonb,
    response_body text, response_truncated boolean, error text)
),
over as (
  delete from webhooks.queue q using input i
  where q.delivery_id = i.id and q.fence = i.fence and q.lease_until is not null and (i.status <> 'pending' or q.is_cancelled)
  returning q.delivery_id, q.endpoint_id, q.ordering_key, q.is_cancelled
),
again as (
  update webhooks.queue q
  set lease_until = null, is_ready = false, attempts = i.attempt, due_at = m.at + i.retry_in_ms * interval '1 millisecond'
  from input i, moment m
  where q.delivery_id = i.id and q.fence = i.fence and q.lease_until is not null and i.status = 'pending' and not q.is_cancelled
  returning q.delivery_id, q.due_at
),
counted as (
  select delivery_id, null::timestamptz as due_at, ordering_key from over where not is_cancelled
  union all select delivery_id, due_at, null from again
),
settled as (
  update webhooks.deliveries d
  set status = i.status, attempts = i.attempt, message = i.message,
      last_status_code = case when i.outcome is null then d.last_status_code else i.status_code end,
      last_error = case when i.outcome is null then coalesce(i.why, d.last_error) else i.error end,
      settled_at = case when i.status = 'pending' then null else m.at end,
      failed_at = case when i.status in ('refused', 'gave_up', 'gone') then m.at end
  from input i, counted c, moment m
  where d.id = i.id and c.delivery_id = i.id and d.status = 'pending'
  returning d.id, d.endpoint_id, d.topic, d.subject, d.tenant, d.status, d.last_status_code, d.message, d.last_error, d.attempts,
    c.due_at, c.ordering_key, i.n, i.outcome, i.status_code, i.pause_ms
),
erased as (
  delete from webhooks.sealed_requests s using over where s.delivery_id = over.delivery_id
),
logged as (
  insert into webhooks.attempts (delivery_id, number, created_on, started_at, duration_ms, outcome, failure, status_code,
    response_headers, response_body, response_truncated, error)
  select id, attempt, created_on, started_at, duration_ms, outcome, failure, status_code, response_headers, response_body,
    response_truncated, error
  from input where outcome is not null
  on conflict do nothing
),
heard as (
  select endpoint_id, n, pause_ms, outcome = 'gone' as is_gone, outcome = 'delivered' as is_taken,
    outcome in ('failed', 'forbidden') and status_code is distinct from 429 as is_bad
  from settled where outcome is not null
),
news as materialized (
  select h.endpoint_id, bool_or(not is_bad) as has_good, max(pause_ms) as pause_ms, bool_or(is_gone) as is_gone, bool_or(is_taken) as is_taken,
    count(*) filter (where is_bad and n > coalesce(g.last_good, -1))::int as bad
  from heard h
  left join (select endpoint_id, max(n) as last_good from heard where not is_bad group by endpoint_id) g on g.endpoint_id = h.endpoint_id
  group by h.endpoint_id
),
held as materialized (
  -- Locked, so that the failures of two batches add up; in one order, so that two of them do not wait for each other.
  select p.id, n.has_good, n.pause_ms, n.is_gone, n.is_taken,
    case when n.has_good then n.bad else p.failures + n.bad end as failures,
    case when n.has_good or p.failing_since is null then m.at else p.failing_since end as failing_since
  from webhooks.endpoints p join news n on n.endpoint_id = p.id, moment m
  where n.bad > 0 or n.pause_ms is not null or n.is_gone or (n.has_good and p.failures > 0) or (n.is_taken and p.gone_at is not null)
  order by p.id for update of p
),
marked as (
  update webhooks.endpoints e
  set gone_at = case when h.is_gone then m.at when h.is_taken then null else e.gone_at end,
      failures = h.failures,
      failing_since = case when h.failures > 0 then h.failing_since end,
      closed_until = case
        when h.pause_ms is not null then greatest(e.closed_until, m.at + h.pause_ms * interval '1 millisecond')
        when h.failures >= ${probeAfter} then m.at
          + least(${longestPauseMs}, ${firstPauseMs} * power(2, least(h.failures - ${probeAfter}, 20))) * (0.5 + random() / 2) * interval '1 millisecond'
        when h.failures = 0 and e.closed_by = 'failures' then null
        else e.closed_until end,
      closed_by = case
        when h.pause_ms is not null then 'receiver'
        when h.failures >= ${probeAfter} then 'failures'
        when h.failures = 0 and e.closed_by = 'failures' then null
        else e.closed_by end,
      warned_at = case
        when h.failures = 0 then null
        when h.failing_since <= m.at - interval '${warnAfterDays} days' then coalesce(e.warned_at, m.at) else e.warned_at end,
      disabled_at = case
        when h.failures > 0 and h.failing_since <= m.at - interval '${disableAfterDays} days' then coalesce(e.disabled_at, m.at)
        else e.disabled_at end
  from held h, moment m
  where e.id = h.id
  returning e.id, m.at, e.failing_since, old.warned_at is null and new.warned_at is not null as is_warned,
    old.disabled_at is null and new.disabled_at is not null as is_disabled
),
told as (
  insert into webhooks.notices (id, endpoint_id, kind, created_at, failing_since)
  select 'ntc_' || replace(gen_random_uuid()::text, '-', ''), id, case when is_disabled then 'disabled' else 'disabling_soon' end, at, failing_since
  from marked where is_warned or is_disabled
)
select id, endpoint_id, topic, subject, tenant, status, last_status_code, message, last_error, attempts, ordering_key,
  (extract(epoch from due_at) * 1000)::float8 as due_ms
from settled
union all
-- Cancelled while its attempt was under way: nothing is left to settle, but the next one of its ordering key may go.
select delivery_id, endpoint_id, null, null, null, null, null, null, null, null, ordering_key, null from over where is_cancelled`;

const letNextGo = `select webhooks.let_next_go($1::jsonb, coalesce($2::timestamptz, clock_timestamp()))`;

type Row = Settled | { status: null; endpoint_id: string; ordering_key: string | null };

interface Settled {
  id: string;
  endpoint_id: string;
  topic: string;
  subject: string;
  tenant: string;
  status: DeliveryStatus;
  last_status_code: number | null;
  message: string | null;
  last_error: string | null;
  attempts: number;
  ordering_key: string | null;
  due_ms: number | null;
}

/** Records a batch of results; answers the deliveries that changed. */
export async function settleDeliveries(
  run: RunSql,
  settlements: readonly Settlement[],
  clock: OptionalClock,
): Promise<SettledDelivery[]> {
  const at = momentOf(clock);
  const values = [at, toJsonb(settlements.map(toInput))];
  const rows = await run<Row>({ name: 'minimart_webhooks_settle', text: statement, values });
  const before = rows.filter(({ ordering_key: key, status }) => key !== null && status !== 'pending');
  if (before.length > 0) {
    const ends = JSON.stringify(before.map((row) => [row.endpoint_id, row.ordering_key]));
    // A statement of its own, so that it sees who was set aside while the first one waited.
    await run({ name: 'minimart_webhooks_let_next_go', text: letNextGo, values: [ends, at] });
  }
  return rows.filter((row): row is Settled => row.status !== null).map(toSettled);
}

function toSettled(row: Settled): SettledDelivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    topic: row.topic,
    subject: row.subject,
    tenant: row.tenant,
    status: row.status,
    statusCode: row.last_status_code,
    message: row.message,
    error: row.last_error,
    nextAttemptAt: row.due_ms === null ? null : new Date(row.due_ms),
    attempt: row.attempts,
  };
}

function toInput(
  { id, fence, attempt, createdOn, status, retryInMs, pauseMs, message, error, record }: Settlement,
  n: number,
) {
  return {
    n,
    id,
    fence,
    attempt,
    created_on: createdOn,
    status,
    message,
    why: error,
    retry_in_ms: retryInMs,
    pause_ms: pauseMs,
    started_at: record?.startedAt,
    duration_ms: record?.durationMs,
    outcome: record?.outcome,
    failure: record?.failure,
    status_code: record?.statusCode,
    response_headers: record?.responseHeaders,
    response_body: record?.responseBody,
    response_truncated: record?.responseTruncated,
    error: record?.error,
  };
}
