import type { EntityManager } from '@mikro-orm/postgresql';

/** After this long PostgreSQL ends a statement of a search. A last resort: no search that is measured takes a tenth of it. */
export const longestSearchMs = 2000;

/**
 * Does work that only reads, each statement of which may take two seconds and then fails as `query_canceled` (57014). PostgreSQL is told not to go through
 * whole tables: it would where it expects a match soon, and read 100,000 apps where there is none.
 */
export function readBounded<Value>(em: EntityManager, work: (em: EntityManager) => Promise<Value>): Promise<Value> {
  return em.transactional(async (reading) => {
    await reading.execute(
      `select set_config('statement_timeout', ?, true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
      [String(longestSearchMs)],
    );
    return work(reading);
  });
}
