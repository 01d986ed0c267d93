import { Migration } from '@mikro-orm/migrations';

// As they are at this migration; later ones bring the function anew.
const [probeAfter, firstPauseMs, longestPauseMs, warnAfterDays, disableAfterDays] = [10, 30_000, 600_000, 3, 5];

/** What came of a test says nothing of how an endpoint does: a server that is being tried may fail as often as it likes. */
export class TestsSayNothing extends Migration {
  override up(): void {
    this.addSql(settle);
    this.addSql(settleDelivered);
  }
}

/** As before, and an endpoint hears of live deliveries alone. */
const settle = `
create or replace function webhooks.settle_deliveries(p_now timestamptz, p_results jsonb)
returns table (id text, endpoint_id text, topic text, subject text, tenant text, status text, last_status_code int, message text,
  last_error text, attempts int, due_ms double precision)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_settled jsonb;
  v_rows jsonb;
begin
  -- Whether one that is tried again was cancelled counts as it stands once the row is held: whoever cancels at this moment leaves the place in the
  -- queue to this result.
  perform from webhooks.queue q
  where q.delivery_id in (select r ->> 'id' from jsonb_array_elements(p_results) as r where r ->> 'status' = 'pending')
  order by q.seq for update;
  with moment as materialized (select coalesce(p_now, clock_timestamp()) as at),
  input as materialized (
    select * from jsonb_to_recordset(p_results) as i (
      n int, id text, fence bigint, attempt int, created_on date, status text, retry_in_ms bigint, pause_ms bigint, message text,
      why text, started_at timestamptz, duration_ms int, outcome text, failure text, status_code int, response_headers jsonb,
      response_body text, response_truncated boolean, error text)
  ),
  over as (
    delete from webhooks.queue q using input i
    where q.delivery_id = i.id and q.fence = i.fence and (i.status <> 'pending' or q.is_cancelled)
    returning q.delivery_id, q.endpoint_id, q.ordering_key, q.is_cancelled
  ),
  failed as materialized (select i.id, i.fence, i.attempt, i.retry_in_ms from input i where i.status = 'pending'),
  again as (
    update webhooks.queue q
    set lease_until = null, is_ready = false, attempts = f.attempt, due_at = m.at + f.retry_in_ms * interval '1 millisecond'
    from failed f, moment m
    where q.delivery_id = f.id and q.fence = f.fence and not q.is_cancelled
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
    returning d.id, d.endpoint_id, d.topic, d.subject, d.tenant, d.environment, d.status, d.last_status_code, d.message, d.last_error, d.attempts,
      c.due_at, c.ordering_key, i.n, i.outcome, i.status_code, i.pause_ms
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
    from settled where outcome is not null and environment = 'live'
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
  select
    (select jsonb_agg(jsonb_build_array(e.endpoint_id, e.ordering_key)) from over e where e.ordering_key is not null),
    (select jsonb_agg(to_jsonb(s) order by s.n) from (
       select t.*, (extract(epoch from t.due_at) * 1000)::double precision as due_ms from settled t) s)
  into v_settled, v_rows;
  if v_settled is not null then
    perform webhooks.let_next_go(v_settled, coalesce(p_now, clock_timestamp()));
  end if;
  return query select r.* from jsonb_to_recordset(v_rows) as r (id text, endpoint_id text, topic text, subject text, tenant text, status text,
    last_status_code int, message text, last_error text, attempts int, due_ms double precision);
end $$`;

/** As before, and an endpoint is well again by a live delivery alone. */
const settleDelivered = `
create or replace function webhooks.settle_delivered(p_now timestamptz, p_ids text[], p_fences bigint[], p_attempts int[], p_days date[],
  p_started timestamptz[], p_durations int[], p_codes int[], p_headers jsonb[], p_bodies text[], p_truncated boolean[])
returns table (id text, endpoint_id text, topic text, subject text, tenant text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_now timestamptz := coalesce(p_now, clock_timestamp());
  v_ids text[];
  v_endpoints text[];
  v_ordered jsonb;
begin
  with over as (
    delete from webhooks.queue q using unnest(p_ids, p_fences) as i (id, fence)
    where q.delivery_id = i.id and q.fence = i.fence
    returning q.delivery_id, q.endpoint_id, q.ordering_key, q.is_cancelled
  )
  select array_agg(o.delivery_id) filter (where not o.is_cancelled), array_agg(distinct o.endpoint_id) filter (where not o.is_cancelled),
    jsonb_agg(jsonb_build_array(o.endpoint_id, o.ordering_key)) filter (where o.ordering_key is not null)
  into v_ids, v_endpoints, v_ordered from over o;

  -- Also of a delivery that was cancelled meanwhile: the attempt was made. One declared lost stands.
  insert into webhooks.attempts (delivery_id, number, created_on, started_at, duration_ms, outcome, status_code, response_headers,
    response_body, response_truncated)
  select i.id, i.attempt, i.day, i.started, i.duration, 'delivered', i.code, i.headers, i.body, i.truncated
  from unnest(p_ids, p_attempts, p_days, p_started, p_durations, p_codes, p_headers, p_bodies, p_truncated)
    as i (id, attempt, day, started, duration, code, headers, body, truncated)
  on conflict do nothing;

  return query
  update webhooks.deliveries d
  set status = 'delivered', attempts = i.attempt, last_status_code = i.code, message = null, last_error = null, settled_at = v_now,
    failed_at = null
  from unnest(p_ids, p_attempts, p_codes) as i (id, attempt, code)
  where d.id = i.id and i.id = any (v_ids) and d.status = 'pending'
  returning d.id, d.endpoint_id, d.topic, d.subject, d.tenant;

  update webhooks.endpoints e
  set gone_at = null, failures = 0, failing_since = null, warned_at = null,
    closed_until = case when e.closed_by = 'failures' then null else e.closed_until end,
    closed_by = case when e.closed_by = 'failures' then null else e.closed_by end
  from (
    -- In one order, so that two batches do not wait for each other.
    select p.id from webhooks.endpoints p
    where p.id = any (v_endpoints) and (p.failures > 0 or p.gone_at is not null)
      and exists (select from webhooks.deliveries d where d.id = any (v_ids) and d.endpoint_id = p.id and d.environment = 'live')
    order by p.id for update
  ) well
  where e.id = well.id;

  if v_ordered is not null then
    perform webhooks.let_next_go(v_ordered, v_now);
  end if;
end $$`;
