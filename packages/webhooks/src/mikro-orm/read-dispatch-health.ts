import type { Pool } from 'pg';
import type { DispatcherCounts } from '../dispatcher-counts.ts';

/** How the dispatch plane is doing. */
export interface DispatchHealth {
  /** Deliveries that could be attempted now, those that wait for a retry, and those under way. */
  ready: number;
  waiting: number;
  inFlight: number;
  /** Of those ready, how long ago the oldest was due, in seconds; those of paused or resting endpoints aside. */
  oldestReadySeconds: number;
  endpoints: { paused: number; resting: number; disabled: number };
  /** Dispatchers heard of in the last 30 s, and what they have done since each was started. */
  dispatchers: { id: string; inFlight: number; counts: DispatcherCounts }[];
  /** Age in seconds of the oldest snapshot that keeps dead rows from being cleared away. */
  oldestSnapshotSeconds: number;
  /** Dead rows by table, as PostgreSQL estimates them. */
  deadRows: Record<string, number>;
}

interface Row {
  ready: number;
  waiting: number;
  in_flight: number;
  oldest_ready_s: number;
  paused: number;
  resting: number;
  disabled: number;
  snapshot_s: number;
  dead: Record<string, number>;
  dispatchers: { id: string; in_flight: number; counts: DispatcherCounts }[];
}

// Counting a large queue is an index-only scan; a backlog of a million takes some 100 ms.
const statement = `
select
  (select count(*)::int from webhooks.queue where is_ready) as ready,
  (select count(*)::int from webhooks.queue where not is_ready and lease_until is null) as waiting,
  (select count(*)::int from webhooks.queue where lease_until is not null) as in_flight,
  coalesce(extract(epoch from now() - (
    select min(first.due_at) from webhooks.endpoints e
    cross join lateral (select q.due_at from webhooks.queue q where q.is_ready and q.endpoint_id = e.id order by q.due_at, q.seq limit 1) first
    where e.paused_at is null and (e.closed_until is null or e.closed_until < now())
      and exists (select from webhooks.queue q where q.is_ready and q.endpoint_id = e.id))), 0)::float8 as oldest_ready_s,
  (select count(*)::int from webhooks.endpoints where paused_at is not null) as paused,
  (select count(*)::int from webhooks.endpoints where closed_until > now()) as resting,
  (select count(*)::int from webhooks.endpoints where disabled_at is not null) as disabled,
  coalesce((select extract(epoch from max(now() - xact_start)) from pg_stat_activity
            where backend_xmin is not null and datname = current_database()), 0)::float8 as snapshot_s,
  (select coalesce(json_object_agg(relname, n_dead_tup), '{}') from pg_stat_user_tables
   where schemaname = 'webhooks' and relname in ('queue', 'deliveries', 'endpoints')) as dead,
  (select coalesce(json_agg(d), '[]') from (
     select id, in_flight, counts from webhooks.dispatchers where seen_at > now() - interval '30 seconds' order by id) d) as dispatchers`;

/** Reads figures for operators; one statement. */
export async function readDispatchHealth(pool: Pick<Pool, 'query'>): Promise<DispatchHealth> {
  const { rows } = await pool.query<Row>(statement);
  const row = rows[0]!;
  return {
    ready: row.ready,
    waiting: row.waiting,
    inFlight: row.in_flight,
    oldestReadySeconds: row.oldest_ready_s,
    endpoints: { paused: row.paused, resting: row.resting, disabled: row.disabled },
    dispatchers: row.dispatchers.map(({ id, in_flight: inFlight, counts }) => ({ id, inFlight, counts })),
    oldestSnapshotSeconds: row.snapshot_s,
    deadRows: row.dead,
  };
}
