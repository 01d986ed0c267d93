import { Migration } from '@mikro-orm/migrations';

// As they are at this migration; later ones bring the function anew.
const [probeAfter, firstPauseMs, longestPauseMs, warnAfterDays, disableAfterDays] = [10, 30_000, 600_000, 3, 5];

/**
 * The queue leaves the log. `deliveries` is written when a request is enqueued and when an attempt has ended; what changes in between (leases,
 * turns) is in the narrow `queue` together with the sealed request; its rows go when their delivery is settled. Attempts lie in a partition for each day on which deliveries were created; partitions have a schema of their own and are made and
 * dropped by housekeeping.
 */
export class DispatchQueue extends Migration {
  override up(): void {
    this.addSql(`
      create table webhooks.queue (
        delivery_id text not null,
        endpoint_id text not null,
        seq bigint not null generated always as identity,
        ordering_key text null,
        due_at timestamptz null,
        is_ready boolean not null,
        lease_until timestamptz null,
        is_cancelled boolean not null default false,
        fence bigint not null default 0,
        attempts int not null default 0,
        plan_from int not null default 0,
        created_on date not null,
        sealed bytea null,
        constraint queue_pkey primary key (delivery_id)
      ) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0)`);
    this.addSql(`create index queue_ready_index on webhooks.queue (endpoint_id, due_at, seq) where is_ready`);
    this.addSql(`
      create index queue_waiting_index on webhooks.queue (due_at)
      where not is_ready and lease_until is null and due_at is not null`);
    this.addSql(`
      create index queue_leased_index on webhooks.queue (endpoint_id, lease_until) where lease_until is not null`);
    this.addSql(`
      create index queue_ordering_index on webhooks.queue (endpoint_id, ordering_key, seq) where ordering_key is not null`);
    this.addSql(`
      insert into webhooks.queue (delivery_id, endpoint_id, due_at, is_ready, fence, attempts, created_on, sealed)
      select id, endpoint_id, next_attempt_at, false, fence, attempts, (created_at at time zone 'UTC')::date, sealed
      from webhooks.deliveries where status = 'pending' order by created_at, id`);
    this.addSql(`drop index webhooks.deliveries_pending_index`);
    this.addSql(`drop index webhooks.deliveries_leased_index`);
    this.addSql(`
      alter table webhooks.deliveries
        drop column sealed, drop column fence, drop column lease_until, drop column next_attempt_at,
        add column event_id text not null default '',
        add column ordering_key text null,
        add column holds_secrets boolean not null default true,
        add column failed_at timestamptz null`);
    this.addSql(`update webhooks.deliveries set event_id = id`);
    this.addSql(`
      update webhooks.deliveries set failed_at = settled_at where status in ('refused', 'gave_up', 'gone')`);
    this.addSql(
      `alter table webhooks.deliveries alter column event_id drop default, alter column holds_secrets drop default`,
    );
    // What a settlement changes is in no index unless the delivery failed, so that the row is rewritten in its page.
    this.addSql(`alter table webhooks.deliveries set (fillfactor = 50)`);
    this.addSql(`
      create index deliveries_failed_index on webhooks.deliveries (endpoint_id, failed_at, id) where failed_at is not null`);
    this.addSql(`create index deliveries_created_at_index on webhooks.deliveries (created_at)`);

    this.addSql(`create schema if not exists webhooks_attempts`);
    this.addSql(`alter table webhooks.attempts rename to former_attempts`);
    this.addSql(`alter table webhooks.former_attempts rename constraint attempts_pkey to former_attempts_pkey`);
    this.addSql(`
      create table webhooks.attempts (
        delivery_id text not null,
        number int not null,
        created_on date not null,
        started_at timestamptz not null,
        duration_ms int not null,
        outcome text not null,
        failure text null,
        status_code int null,
        response_headers jsonb null,
        response_body text null,
        response_truncated boolean not null,
        error text null,
        constraint attempts_pkey primary key (delivery_id, number, created_on)
      ) partition by range (created_on)`);
    // Takes what no day has a partition for, so that a result is never lost for want of one.
    this.addSql(`create table webhooks_attempts.other_days partition of webhooks.attempts default`);
    this.addSql(`
      insert into webhooks.attempts (delivery_id, number, created_on, started_at, duration_ms, outcome, status_code, response_headers,
        response_body, response_truncated, error)
      select a.delivery_id, a.number, (d.created_at at time zone 'UTC')::date, a.started_at, a.duration_ms, a.outcome, a.status_code,
        a.response_headers, a.response_body, a.response_truncated, a.error
      from webhooks.former_attempts a join webhooks.deliveries d on d.id = a.delivery_id`);
    this.addSql(`drop table webhooks.former_attempts`);

    this.addSql(`
      alter table webhooks.endpoints
        add column max_in_flight int null,
        add column per_second double precision null,
        add column rate_full_at timestamptz null,
        add column failures int not null default 0,
        add column failing_since timestamptz null,
        add column closed_until timestamptz null,
        add column closed_by text null,
        add column warned_at timestamptz null,
        add column disabled_at timestamptz null,
        add column paused_at timestamptz null,
        add column paused_by text null`);
    this.addSql(`alter table webhooks.signing_secrets add column scheme text not null default 'v1'`);
    this.addSql(`alter table webhooks.signing_secrets alter column scheme drop default`);
    this.addSql(`
      create table webhooks.notices (
        id text not null,
        endpoint_id text not null,
        kind text not null,
        created_at timestamptz not null,
        failing_since timestamptz null,
        constraint notices_pkey primary key (id)
      )`);
    this.addSql(`create index notices_endpoint_id_index on webhooks.notices (endpoint_id, created_at)`);
    this.addSql(`
      create table webhooks.dispatchers (
        id text not null,
        started_at timestamptz not null,
        seen_at timestamptz not null,
        in_flight int not null,
        counts jsonb not null,
        constraint dispatchers_pkey primary key (id)
      )`);
    this.addSql(`create table webhooks.turn (endpoint_id text not null, swept_at timestamptz not null)`);
    this.addSql(`insert into webhooks.turn (endpoint_id, swept_at) values ('', '-infinity')`);
    this.addSql(promote);
    this.addSql(claim);
    this.addSql(settle);
  }
}

const lost = 'The dispatcher stopped before the answer was recorded, so the request may or may not have arrived.';

/**
 * The first of those that wait for others of their ordering key may go, once those are settled: pairs of endpoint and key. When it is being
 * cancelled at this moment, this waits and looks again for whoever is first then: the canceller still sees the settled one before it.
 */
const promote = `
create function webhooks.let_next_go(p_settled jsonb, p_now timestamptz) returns void language plpgsql as $$
declare
  v_is_done boolean := false;
begin
  while not v_is_done loop
    with next as materialized (
      select head.delivery_id
      from (select distinct s ->> 0 as endpoint_id, s ->> 1 as ordering_key from jsonb_array_elements(p_settled) as s) k
      cross join lateral (
        select q.delivery_id, q.due_at, q.lease_until from webhooks.queue q
        where q.endpoint_id = k.endpoint_id and q.ordering_key = k.ordering_key order by q.seq limit 1) head
      where head.due_at is null and head.lease_until is null
    ),
    gone as (
      update webhooks.queue n set is_ready = true, due_at = p_now
      from next where n.delivery_id = next.delivery_id and n.due_at is null and n.lease_until is null
      returning n.delivery_id
    )
    select (select count(*) from next) = (select count(*) from gone) into v_is_done;
  end loop;
end $$`;

/**
 * Leases what is due. Claims run one after the other (the advisory lock), so that what an endpoint may have in flight, and how fast, holds over
 * all dispatchers; each statement sees what the claim before has done. Rows that somebody settles or cancels at this moment are skipped, so a
 * claim waits for nobody but the claim before. `webhooks.turn` holds the endpoint that was served last: the next claim begins after it.
 */
const claim = `
create function webhooks.claim_deliveries(p_now timestamptz, p_limit int, p_per_endpoint int, p_lease_ms bigint, p_probe_after int)
returns table (id text, endpoint_id text, fence bigint, attempts int, plan_from int, created_on date, is_disabled boolean,
  sealed bytea, secret_ids text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_settled jsonb;
  v_start text;
  v_is_swept boolean;
  v_from text;
  v_last text;
  v_is_round boolean := false;
  v_walked int;
  v_found text[];
  v_found_turns int[];
  v_blocked text[];
  v_set_aside boolean := false;
  v_ids text[] := '{}';
  v_turns int[] := '{}';
begin
  perform pg_advisory_xact_lock(7190123002);
  v_now := coalesce(p_now, clock_timestamp());
  select t.endpoint_id, p_now is null and v_now - t.swept_at between interval '0' and interval '200 milliseconds'
  into v_start, v_is_swept from webhooks.turn t;

  -- Leases that ran out: the dispatcher died, or was held up for so long that its result does not count (the fence moves on). Looked for five
  -- times a second at the most.
  if not v_is_swept then
    with over as materialized (
      select q.delivery_id from webhooks.queue q where q.lease_until <= v_now for update skip locked
    ),
    freed as (
      update webhooks.queue q set lease_until = null, is_ready = true, due_at = least(q.due_at, v_now), fence = q.fence + 1
      from over where q.delivery_id = over.delivery_id and not q.is_cancelled
      returning q.delivery_id, q.attempts, q.created_on
    ),
    told as (
      update webhooks.deliveries d set attempts = f.attempts, last_error = '${lost}' from freed f where d.id = f.delivery_id
    ),
    logged as (
      insert into webhooks.attempts (delivery_id, number, created_on, started_at, duration_ms, outcome, failure, response_truncated, error)
      select f.delivery_id, f.attempts, f.created_on, v_now, 0, 'lost', 'lost', false, '${lost}' from freed f
      on conflict do nothing
    ),
    ended as (
      delete from webhooks.queue q using over where q.delivery_id = over.delivery_id and q.is_cancelled
      returning q.endpoint_id, q.ordering_key
    )
    select jsonb_agg(jsonb_build_array(e.endpoint_id, e.ordering_key)) into v_settled from ended e where e.ordering_key is not null;
    if v_settled is not null then
      perform webhooks.let_next_go(v_settled, v_now);
    end if;
    update webhooks.turn set swept_at = v_now;
  end if;

  -- Retries whose time has come.
  update webhooks.queue q set is_ready = true
  where q.delivery_id in (
    select w.delivery_id from webhooks.queue w
    where not w.is_ready and w.lease_until is null and w.due_at is not null and w.due_at <= v_now
    order by w.due_at limit 1000 for update skip locked);

  v_from := v_start;
  for v_round in 1..50 loop
    with recursive
    -- The next endpoints that have something ready: a step for each, however long its backlog.
    walk as (
      (select r.endpoint_id, 1 as place from webhooks.queue r where r.is_ready and r.endpoint_id > v_from order by r.endpoint_id limit 1)
      union all
      select (select r.endpoint_id from webhooks.queue r
              where r.is_ready and r.endpoint_id > w.endpoint_id order by r.endpoint_id limit 1), w.place + 1
      from walk w
      where w.endpoint_id is not null and w.place < p_limit + 16 and (not v_is_round or w.endpoint_id < v_start)
    ),
    steps as materialized (
      select w.endpoint_id, w.place from walk w where w.endpoint_id is not null and (not v_is_round or w.endpoint_id <= v_start)
    ),
    leased as materialized (
      select l.endpoint_id, count(*)::int as count from webhooks.queue l where l.lease_until > v_now group by l.endpoint_id
    ),
    -- As many of each as it takes when all of them have some; the next claim finds what is missing then.
    share as materialized (select ceil(p_limit::numeric / greatest(count(*), 1))::int as most from steps),
    open as materialized (
      select e.id as endpoint_id, w.place,
        case
          -- What is ended without being sent.
          when e.disabled_at is not null then p_limit
          when e.paused_at is not null or e.closed_until > v_now then 0
          else least(
            s.most,
            case when e.failures >= p_probe_after then 1 else coalesce(e.max_in_flight, p_per_endpoint) end - coalesce(l.count, 0),
            -- A second's worth at once, then evenly (the generic cell rate algorithm).
            case when e.per_second is not null then
              floor(greatest(1, e.per_second) + 1e-6
                - greatest(0, extract(epoch from e.rate_full_at - v_now)::double precision) * e.per_second)::int end)
        end as room
      from steps w join webhooks.endpoints e on e.id = w.endpoint_id left join leased l on l.endpoint_id = w.endpoint_id, share s
    ),
    found as (
      select c.delivery_id, o.place, c.is_blocked, c.turn
      from open o
      cross join lateral (
        select d.delivery_id, d.is_blocked, row_number() over (partition by d.is_blocked order by d.due_at, d.seq) as turn
        from (
          select r.delivery_id, r.due_at, r.seq, r.ordering_key is not null and exists (
              select from webhooks.queue p
              where p.endpoint_id = r.endpoint_id and p.ordering_key = r.ordering_key and p.seq < r.seq
              union all
              -- Of two transactions the one that began earlier may commit later: then a later one is under way already.
              select from webhooks.queue l
              where l.endpoint_id = r.endpoint_id and l.lease_until is not null and l.ordering_key = r.ordering_key) as is_blocked
          from webhooks.queue r
          where r.is_ready and r.endpoint_id = o.endpoint_id
          order by r.due_at, r.seq
          limit o.room
        ) d
      ) c
      where o.room > 0
    )
    select (select count(*) from steps), (select s.endpoint_id from steps s order by s.place desc limit 1),
      (select array_agg(f.delivery_id order by f.place, f.turn) from found f where not f.is_blocked),
      (select array_agg(f.turn order by f.place, f.turn) from found f where not f.is_blocked),
      (select array_agg(f.delivery_id) from found f where f.is_blocked)
    into v_walked, v_last, v_found, v_found_turns, v_blocked;
    v_ids := v_ids || coalesce(v_found, '{}');
    v_turns := v_turns || coalesce(v_found_turns, '{}');

    -- Those that another of their ordering key goes before wait aside, out of the way of the rest. The one before is held meanwhile: whoever
    -- settles it looks for the next one afterwards, and finds it waiting.
    if v_blocked is not null then
      update webhooks.queue q set is_ready = false, due_at = null
      where q.delivery_id in (
        select c.delivery_id from webhooks.queue c
        cross join lateral (
          select p.delivery_id from webhooks.queue p
          where p.endpoint_id = c.endpoint_id and p.ordering_key = c.ordering_key and p.seq < c.seq
          order by p.seq desc limit 1 for update skip locked
        ) before
        where c.delivery_id = any (v_blocked) and c.is_ready);
      v_set_aside := v_set_aside or found;
    end if;

    exit when (select count(*) from unnest(v_turns) as u (turn) where u.turn = 1) >= p_limit;
    if v_walked >= p_limit + 16 then
      v_from := v_last;
    elsif v_is_round then
      exit when not v_set_aside or cardinality(v_ids) > 0;
      -- All that was ready stood behind others, and waits aside now: whoever comes after those has not been looked at.
      v_from := '';
      v_start := null;
      v_is_round := false;
      v_set_aside := false;
    else
      exit when v_start is null or (v_start = '' and not v_set_aside);
      v_is_round := true;
      v_from := '';
    end if;
  end loop;
  if cardinality(v_ids) = 0 then
    if v_walked >= p_limit + 16 then
      -- More endpoints than one claim looks at have something ready and may not send it: the next claim looks at those behind them.
      update webhooks.turn set endpoint_id = v_last;
    end if;
    return;
  end if;

  return query
  with chosen as materialized (
    -- Every endpoint's first before any one's second.
    select u.delivery_id, row_number() over (order by u.turn, u.place) as place
    from unnest(v_ids, v_turns) with ordinality as u (delivery_id, turn, place)
    order by place limit p_limit
  ),
  locked as materialized (
    select q.ctid, c.place from webhooks.queue q join chosen c on c.delivery_id = q.delivery_id
    where q.is_ready for update of q skip locked
  ),
  claimed as (
    update webhooks.queue q
    set is_ready = false, lease_until = v_now + p_lease_ms * interval '1 millisecond', fence = q.fence + 1, attempts = q.attempts + 1
    from locked l where q.ctid = l.ctid
    returning q.delivery_id, q.endpoint_id, q.fence, q.attempts, q.plan_from, q.created_on, q.sealed, l.place
  ),
  served as (
    update webhooks.turn t set endpoint_id = c.endpoint_id from (select * from claimed order by place desc limit 1) c
  ),
  paced as (
    update webhooks.endpoints e
    set rate_full_at = greatest(e.rate_full_at, v_now) + n.count / e.per_second * interval '1 second'
    from (select c.endpoint_id, count(*) as count from claimed c group by c.endpoint_id) n
    where e.id = n.endpoint_id and e.per_second is not null
  )
  select t.delivery_id, t.endpoint_id, t.fence, t.attempts, t.plan_from, t.created_on, e.disabled_at is not null, t.sealed,
    (select string_agg(k.id, ' ' order by k.created_at desc)
     from webhooks.signing_secrets k where k.endpoint_id = t.endpoint_id and (k.expires_at is null or k.expires_at > v_now))
  from claimed t
  join webhooks.endpoints e on e.id = t.endpoint_id
  order by t.place;
end $$`;

/**
 * Records a batch of results. A delivery changes only where the fence is the one it was claimed with. Its attempt is logged in any case, because
 * it was made (it may have been cancelled meanwhile); if it was declared lost, that stands. An endpoint changes only when it fails or is
 * well again; results of one batch count in the order in which they came. Then, in a statement that sees who was set aside meanwhile, the
 * next ones of their ordering keys are let go.
 */
const settle = `
create function webhooks.settle_deliveries(p_now timestamptz, p_results jsonb)
returns table (id text, endpoint_id text, topic text, subject text, tenant text, status text, last_status_code int, message text,
  last_error text, attempts int, due_ms double precision)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_settled jsonb;
  v_rows jsonb;
begin
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
    returning d.id, d.endpoint_id, d.topic, d.subject, d.tenant, d.status, d.last_status_code, d.message, d.last_error, d.attempts,
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
