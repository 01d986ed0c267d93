import { Migration } from '@mikro-orm/migrations';

/** Most attempts end well, and recording those takes a function of its own: half the work of the one that knows every outcome. */
export class SettleDelivered extends Migration {
  override up(): void {
    this.addSql(settleDelivered);
  }
}

/**
 * Records a batch of attempts that were answered with 2xx, one place of each array for each; as `settle_deliveries` would. Answers the
 * deliveries that changed.
 */
const settleDelivered = `
create function webhooks.settle_delivered(p_now timestamptz, p_ids text[], p_fences bigint[], p_attempts int[], p_days date[],
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
    where p.id = any (v_endpoints) and (p.failures > 0 or p.gone_at is not null) order by p.id for update
  ) well
  where e.id = well.id;

  if v_ordered is not null then
    perform webhooks.let_next_go(v_ordered, v_now);
  end if;
end $$`;
