import { Migration } from '@mikro-orm/migrations';

/**
 * A claim takes as the first delivery of an endpoint the one by which it found it, finds rows again by where they lie, and does not wait for the disk. Its
 * statements have half as many parts, each of which PostgreSQL sets up for every claim anew, and secrets are looked up once for each delivery, not joined.
 */
export class ClaimWithLess extends Migration {
  override up(): void {
    this.addSql(claim);
  }
}

const lost = 'The dispatcher stopped before the answer was recorded, so the request may or may not have arrived.';

/**
 * Leases what is due. Claims run one after the other (the advisory lock), so that what an endpoint may have in flight, and how fast, holds over
 * all dispatchers; each statement sees what the claim before has done. Rows that somebody settles or cancels at this moment are skipped, and so are
 * endpoints with a rate that somebody changes, so a claim waits for nobody but the claim before. `webhooks.turn` holds the endpoint that was served last: the next claim begins after it.
 */
const claim = `
create or replace function webhooks.claim_deliveries(p_now timestamptz, p_limit int, p_per_endpoint int, p_lease_ms bigint, p_probe_after int)
returns table (id text, endpoint_id text, fence bigint, attempts int, plan_from int, created_on date, is_disabled boolean,
  sealed bytea, secret_ids text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_lease_until timestamptz;
  v_over text[];
  v_settled jsonb;
  v_start text;
  v_is_swept boolean;
  v_from text;
  v_last text;
  v_last_is_round boolean;
  v_is_round boolean := false;
  v_most_steps int;
  v_walked int;
  v_found_tids tid[];
  v_found text[];
  v_found_turns int[];
  v_blocked text[];
  v_firsts int;
  v_all_firsts int := 0;
  v_set_aside boolean := false;
  v_tids tid[] := '{}';
  v_ids text[] := '{}';
  v_turns int[] := '{}';
  v_rated text[];
  v_all_rated text[] := '{}';
  v_disabled text[];
  v_all_disabled text[] := '{}';
  v_held text[] := '{}';
begin
  -- Nobody waits for the disk: of a claim that a crash forgets nothing has been recorded, since recording writes out the claim as well. Its
  -- deliveries are claimed again, as those of a dispatcher that died are.
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(7190123002);
  v_now := coalesce(p_now, clock_timestamp());
  v_lease_until := v_now + p_lease_ms * interval '1 millisecond';
  select t.endpoint_id, p_now is null and v_now - t.swept_at between interval '0' and interval '200 milliseconds'
  into v_start, v_is_swept from webhooks.turn t;

  -- Leases that ran out: the dispatcher died, or was held up for so long that its result does not count (the fence moves on). Looked for five
  -- times a second at the most.
  if not v_is_swept then
    -- By their ids from here on: joined to the whole queue, a backlog of a million would be read through for each of these statements.
    select array_agg(o.delivery_id) into v_over
    from (select q.delivery_id from webhooks.queue q where q.lease_until <= v_now for update skip locked) o;
    if v_over is not null then
      with freed as (
        update webhooks.queue q set lease_until = null, is_ready = true, due_at = least(q.due_at, v_now), fence = q.fence + 1
        where q.delivery_id = any (v_over) and not q.is_cancelled
        returning q.delivery_id, q.attempts, q.created_on
      ),
      told as (
        update webhooks.deliveries d set attempts = f.attempts, last_error = '${lost}'
        from freed f where d.id = any (v_over) and d.id = f.delivery_id
      ),
      logged as (
        insert into webhooks.attempts (delivery_id, number, created_on, started_at, duration_ms, outcome, failure, response_truncated, error)
        select f.delivery_id, f.attempts, f.created_on, v_now, 0, 'lost', 'lost', false, '${lost}' from freed f
        on conflict do nothing
      ),
      ended as (
        delete from webhooks.queue q where q.delivery_id = any (v_over) and q.is_cancelled
        returning q.endpoint_id, q.ordering_key
      )
      select jsonb_agg(jsonb_build_array(e.endpoint_id, e.ordering_key)) into v_settled from ended e where e.ordering_key is not null;
      if v_settled is not null then
        perform webhooks.let_next_go(v_settled, v_now);
      end if;
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
    -- A few more than are wanted, for the endpoints that may not send; more of them where there are many of those.
    v_most_steps := p_limit + 4 * least(v_round, 5);
    with recursive
    -- The next endpoints that have something ready, each with its first delivery, after the last one those from the beginning up to where this
    -- claim began: a step for each, however long its backlog.
    walk as (
      select v_from as endpoint_id, 0 as place, v_is_round as is_round, null::tid as tid, '' as delivery_id, null::text as ordering_key,
        null::bigint as seq
      union all
      select n.endpoint_id, w.place + 1, n.is_round, n.tid, n.delivery_id, n.ordering_key, n.seq
      from walk w
      cross join lateral (
        (select r.endpoint_id, w.is_round, r.ctid, r.delivery_id, r.ordering_key, r.seq from webhooks.queue r
         where r.is_ready and r.endpoint_id > w.endpoint_id and (not w.is_round or r.endpoint_id <= v_start)
         order by r.endpoint_id, r.due_at, r.seq limit 1)
        union all
        (select r.endpoint_id, true, r.ctid, r.delivery_id, r.ordering_key, r.seq from webhooks.queue r
         where not w.is_round and r.is_ready and r.endpoint_id <= v_start
         order by r.endpoint_id, r.due_at, r.seq limit 1)
        limit 1
      ) n (endpoint_id, is_round, tid, delivery_id, ordering_key, seq)
      where w.place < v_most_steps
    ),
    leased as materialized (
      select l.endpoint_id, count(*)::int as count from webhooks.queue l where l.lease_until > v_now group by l.endpoint_id
    ),
    open as materialized (
      select w.*, e.per_second is not null as is_rated, e.disabled_at is not null as is_disabled,
        case
          -- What is ended without being sent.
          when e.disabled_at is not null then p_limit
          when e.paused_at is not null or e.closed_until > v_now then 0
          else least(
            -- As many of each as it takes when all of them have some; the next claim finds what is missing then.
            ceil(p_limit::numeric / w.steps)::int,
            case when e.failures >= p_probe_after then 1 else coalesce(e.max_in_flight, p_per_endpoint) end - coalesce(l.count, 0),
            -- A second's worth at once, then evenly (the generic cell rate algorithm).
            case when e.per_second is not null then
              floor(greatest(1, e.per_second) + 1e-6
                - greatest(0, extract(epoch from e.rate_full_at - v_now)::double precision) * e.per_second)::int end)
        end as room
      from (select s.*, count(*) over () as steps from walk s where s.place > 0) w
      join webhooks.endpoints e on e.id = w.endpoint_id
      left join leased l on l.endpoint_id = w.endpoint_id
    ),
    ready as (
      select o.endpoint_id, o.place, o.tid, o.delivery_id, o.ordering_key, o.seq, o.is_rated, o.is_disabled, 1 as turn
      from open o where o.room > 0
      union all
      select o.endpoint_id, o.place, r.tid, r.delivery_id, r.ordering_key, r.seq, o.is_rated, o.is_disabled, r.turn
      from open o
      cross join lateral (
        select r.ctid as tid, r.delivery_id, r.ordering_key, r.seq, (row_number() over (order by r.due_at, r.seq))::int as turn
        from webhooks.queue r where r.is_ready and r.endpoint_id = o.endpoint_id
        order by r.due_at, r.seq
        offset 1 limit o.room - 1
      ) r
      where o.room > 1
    ),
    told as (
      select r.*, r.ordering_key is not null and exists (
          select from webhooks.queue p
          where p.endpoint_id = r.endpoint_id and p.ordering_key = r.ordering_key and p.seq < r.seq
          union all
          -- Of two transactions the one that began earlier may commit later: then a later one is under way already.
          select from webhooks.queue l
          where l.endpoint_id = r.endpoint_id and l.lease_until is not null and l.ordering_key = r.ordering_key) as is_blocked
      from ready r
    )
    select walked.*, taken.*
    into v_walked, v_last, v_last_is_round, v_found_tids, v_found, v_found_turns, v_firsts, v_blocked, v_rated, v_disabled
    from (
      select count(*)::int - 1, (array_agg(w.endpoint_id order by w.place desc))[1], bool_or(w.is_round) from walk w
    ) walked, (
      select array_agg(t.tid) filter (where not t.is_blocked), array_agg(t.delivery_id) filter (where not t.is_blocked),
        array_agg(t.turn) filter (where not t.is_blocked), (count(*) filter (where not t.is_blocked and t.turn = 1))::int,
        array_agg(t.delivery_id) filter (where t.is_blocked), array_agg(t.endpoint_id) filter (where t.is_rated),
        array_agg(t.endpoint_id) filter (where t.is_disabled)
      from (select * from told order by turn, place) t
    ) taken;
    v_tids := v_tids || coalesce(v_found_tids, '{}');
    v_ids := v_ids || coalesce(v_found, '{}');
    v_turns := v_turns || coalesce(v_found_turns, '{}');
    v_all_firsts := v_all_firsts + v_firsts;
    v_all_rated := v_all_rated || coalesce(v_rated, '{}');
    v_all_disabled := v_all_disabled || coalesce(v_disabled, '{}');

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

    exit when v_all_firsts >= p_limit;
    if v_walked >= v_most_steps then
      v_from := v_last;
      v_is_round := v_last_is_round;
    else
      -- All that was ready has been looked at. Where it stood behind others it waits aside now: whoever comes after those has not been looked at.
      exit when not v_set_aside or cardinality(v_ids) > 0;
      v_from := '';
      v_start := null;
      v_is_round := false;
      v_set_aside := false;
    end if;
  end loop;
  if cardinality(v_ids) = 0 then
    if v_walked >= v_most_steps then
      -- More endpoints than one claim looks at have something ready and may not send it: the next claim looks at those behind them.
      update webhooks.turn set endpoint_id = v_last;
    end if;
    return;
  end if;

  if cardinality(v_all_rated) > 0 then
    -- Their rows are written below. One that somebody holds is left to the next claim: waiting for it, this one would keep all others waiting.
    select coalesce(array_agg(h.id), '{}') into v_held
    from (select e.id from webhooks.endpoints e where e.id = any (v_all_rated) for update skip locked) h;
  end if;

  return query
  with chosen as materialized (
    -- Every endpoint's first before any one's second.
    select u.tid, u.delivery_id, row_number() over (order by u.turn, u.place) as place
    from unnest(v_tids, v_ids, v_turns) with ordinality as u (tid, delivery_id, turn, place)
    order by u.turn, u.place limit p_limit
  ),
  locked as materialized (
    -- Where it lay when it was found; it may have moved since, and another one lie there.
    select q.ctid, c.place from webhooks.queue q join chosen c on c.tid = q.ctid and c.delivery_id = q.delivery_id
    where q.is_ready and (q.endpoint_id <> all (v_all_rated) or q.endpoint_id = any (v_held)) for update of q skip locked
  ),
  claimed as (
    update webhooks.queue q
    set is_ready = false, lease_until = v_lease_until, attempts = q.attempts + 1,
      -- Not the next number alone: a claim that was forgotten had that, too.
      fence = greatest(q.fence + 1, (extract(epoch from v_now) * 1000)::bigint)
    from locked l where q.ctid = l.ctid
    returning q.delivery_id, q.endpoint_id, q.fence, q.attempts, q.plan_from, q.created_on, q.sealed, l.place
  ),
  served as (
    update webhooks.turn t set endpoint_id = c.endpoint_id from (select * from claimed order by place desc limit 1) c
  )
  select t.delivery_id, t.endpoint_id, t.fence, t.attempts, t.plan_from, t.created_on, t.endpoint_id = any (v_all_disabled), t.sealed,
    (select string_agg(k.id, ' ' order by k.created_at desc) from webhooks.signing_secrets k
     where k.endpoint_id = t.endpoint_id and (k.expires_at is null or k.expires_at > v_now))
  from claimed t
  order by t.place;

  if cardinality(v_held) > 0 then
    update webhooks.endpoints e
    set rate_full_at = greatest(e.rate_full_at, v_now) + n.count / e.per_second * interval '1 second'
    from (
      select q.endpoint_id, count(*) as count from webhooks.queue q
      where q.delivery_id = any (v_ids) and q.endpoint_id = any (v_held) and q.lease_until = v_lease_until
      group by q.endpoint_id
    ) n
    where e.id = n.endpoint_id and e.per_second is not null;
  end if;
end $$`;
