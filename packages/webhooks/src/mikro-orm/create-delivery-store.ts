import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import type { SettledDelivery } from '../delivery.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { createClaim } from './create-claim.ts';
import { reportDispatcher } from './report-dispatcher.ts';
import { boundTransaction, inTransaction, onPool } from './run-sql.ts';
import { settleDeliveries } from './settle-deliveries.ts';
import type { OptionalClock } from './sql-values.ts';

/** Told of settled deliveries inside the settling transaction; when it throws, that settlement is rolled back and tried again. */
export type OnSettled = (em: EntityManager, settled: SettledDelivery[]) => Promise<void>;

/** What the store of a dispatcher works with. */
export interface DeliveryStoreOptions {
  /** Three connections will do: one claims, one settles, one reports. */
  pool: Pool;
  /** Where something of the caller's moves together with a delivery, as an installation becomes active or fails. */
  settling?: { orm: MikroORM; onSettled: OnSettled };
  clock?: OptionalClock;
  /** Whether to read in which trace each delivery was enqueued. */
  isTraced?: boolean;
}

/** The dispatcher's store on PostgreSQL. */
export function createDeliveryStore({ pool, settling, clock, isTraced = false }: DeliveryStoreOptions): DeliveryStore {
  const run = onPool(pool);
  return {
    claim: createClaim(pool, { clock, isTraced }),
    async settle(settlements) {
      if (settling === undefined) return idsOf(await settleDeliveries(run, settlements, clock));
      const { orm, onSettled } = settling;
      return orm.em.fork().transactional(async (em) => {
        await em.execute(boundTransaction);
        const settled = await settleDeliveries(inTransaction(em), settlements, clock);
        if (settled.length > 0) await onSettled(em, settled);
        return idsOf(settled);
      });
    },
    report: (report) => reportDispatcher(run, report),
  };
}

function idsOf(settled: SettledDelivery[]): string[] {
  return settled.map(({ id }) => id);
}
