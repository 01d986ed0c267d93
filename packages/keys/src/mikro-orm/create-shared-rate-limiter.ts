import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { cellsOf, decide, type LimitDecision, type RateLimit, type RateLimiter } from '../rate-limit.ts';

const now = `(extract(epoch from clock_timestamp()) * 1000000)::bigint`;

// The row is held from the comparison to the end of the statement, so of calls at once no two take the same last one. A call that did not fit
// learns from the row as it was when the statement began, which says no more than the truth.
const take = {
  name: 'minimart_keys_take',
  text: `with taken as (
           insert into keys.rate_limits as held (id, full_at) values ($1, ${now} + $2)
           on conflict (id) do update set full_at = greatest(held.full_at, ${now}) + $2
           where greatest(held.full_at, ${now}) + $2 - ${now} <= $3
           returning full_at
         )
         select true as allowed, (full_at - ${now})::float8 as "fullInMicros" from taken
         union all
         select false, (full_at - ${now})::float8 from keys.rate_limits where id = $1 and not exists (select from taken)`,
};

interface Taken {
  allowed: boolean;
  fullInMicros: number;
}

/** How a limiter over all processes is made. */
export interface SharedRateLimiterOptions {
  /** Ids remembered at most as having no call left; 10,000 without it. */
  maxIds?: number;
  /** A clock in milliseconds that only goes forward. */
  now?: () => number;
}

/**
 * Counts calls in PostgreSQL, by its clock: exact over all processes, for one small write a call. An id that has no call left is refused without a
 * statement until it has one, and the calls of one id wait for each other, so that whoever floods holds one connection at most. Wrap it in
 * `FallbackRateLimiter`, and give it a pool of its own with a `query_timeout`.
 */
export function createSharedRateLimiter(
  pool: Pick<Pool, 'query'>,
  { maxIds = 10_000, now: clock = () => performance.now() }: SharedRateLimiterOptions = {},
): RateLimiter {
  /** When all calls of an id are free again, in milliseconds of `clock`; only of ids that were refused. */
  const refused = new LRUCache<string, number>({ max: maxIds });
  const underWay = new Map<string, Promise<unknown>>();

  const known = (id: string, limit: RateLimit): LimitDecision | undefined => {
    const fullAt = refused.get(id);
    if (fullAt === undefined) return undefined;
    const decision = decide(false, (fullAt - clock()) * 1000, limit);
    if (decision.retryInMs > 0) return decision;
    refused.delete(id);
    return undefined;
  };

  const ask = async (id: string, limit: RateLimit): Promise<LimitDecision> => {
    const { cost, window } = cellsOf(limit);
    const { rows } = await pool.query<Taken>({ ...take, values: [id, cost, window] });
    // Without a row another call made it at this very moment, and left no room.
    const { allowed, fullInMicros } = rows[0] ?? { allowed: false, fullInMicros: window };
    if (!allowed) refused.set(id, clock() + fullInMicros / 1000);
    return decide(allowed, fullInMicros, limit);
  };

  return {
    async take(id, limit) {
      for (;;) {
        const decision = known(id, limit);
        if (decision) return decision;
        const before = underWay.get(id);
        if (before === undefined) break;
        // Rejects with it: what cannot be counted for one cannot be for those behind it, and they should not find that out in turn.
        await before;
      }
      const asked = ask(id, limit).finally(() => underWay.delete(id));
      underWay.set(id, asked);
      return asked;
    },
  };
}

/** Deletes what says no more than its absence would: ids whose calls are all free again; how many. */
export async function forgetFullLimits(pool: Pick<Pool, 'query'>): Promise<number> {
  const { rowCount } = await pool.query(`delete from keys.rate_limits where full_at < ${now}`);
  return rowCount ?? 0;
}
