import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sealer } from '@minimart/sealing';
import type { OptionalClock } from './sql-values.ts';

/** What the functions of an outbox share. */
export interface OutboxContext {
  em: EntityManager;
  sealer: Sealer;
  clock: OptionalClock;
  /** The trace under way, as the header `traceparent` says it, to be kept with what is enqueued in it. */
  traceparent?: (() => string | undefined) | undefined;
}

/** Runs several statements in the caller's transaction, or, where there is none, in one of their own: all of them or none. */
export function atOnce<Value>(
  context: OutboxContext,
  work: (context: OutboxContext) => Promise<Value>,
): Promise<Value> {
  const { em } = context;
  return em.isInTransaction() ? work(context) : em.transactional((own) => work({ ...context, em: own }));
}
