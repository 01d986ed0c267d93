import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sealer } from '@minimart/sealing';
import type { OptionalClock } from './sql-values.ts';

/** What the functions of an outbox share. */
export interface OutboxContext {
  em: EntityManager;
  sealer: Sealer;
  clock: OptionalClock;
}
