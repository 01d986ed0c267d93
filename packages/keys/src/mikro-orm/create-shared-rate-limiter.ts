import type { Pool } from 'pg';
import { cellsOf, decide, type RateLimiter } from '../rate-limit.ts';

const now = `(extract(epoch from clock_timestamp()) * 1000000)::bigint`;

// The row is held from the comparison to the end of the statement, so of calls at once no two take the same last one.
const take = {
  name: 'minimart_keys_take',
  text: `insert into keys.rate_limits as held (id, full_at) values ($1, ${now} + $2)
         on conflict (id) do update set full_at = greatest(held.full_at, ${now}) + $2
         where greatest(held.full_at, ${now}) + $2 - ${now} <= $3
         returning (full_at - ${now})::float8 as "fullInMicros"`,
};
const peek = {
  name: 'minimart_keys_peek',
  text: `select (full_at - ${now})::float8 as "fullInMicros" from keys.rate_limits where id = $1`,
};

/**
 * Counts calls in PostgreSQL, by its clock: exact over all processes, for one small write a call. Wrap it in `FallbackRateLimiter`,
 * and give the pool a `query_timeout`.
 */
export function createSharedRateLimiter(pool: Pick<Pool, 'query'>): RateLimiter {
  return {
    async take(id, limit) {
      const { cost, window } = cellsOf(limit);
      const taken = await pool.query<{ fullInMicros: number }>({ ...take, values: [id, cost, window] });
      if (taken.rows[0]) return decide(true, taken.rows[0].fullInMicros, limit);
      const { rows } = await pool.query<{ fullInMicros: number }>({ ...peek, values: [id] });
      return decide(false, rows[0]?.fullInMicros ?? window, limit);
    },
  };
}

/** Deletes what says no more than its absence would: ids whose calls are all free again; how many. */
export async function forgetFullLimits(pool: Pick<Pool, 'query'>): Promise<number> {
  const { rowCount } = await pool.query(`delete from keys.rate_limits where full_at < ${now}`);
  return rowCount ?? 0;
}
