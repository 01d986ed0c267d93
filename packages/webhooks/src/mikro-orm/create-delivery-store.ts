import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { SettledDelivery } from '../delivery.ts';
import type { DeliveryStore } from '../delivery-store.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { settleDeliveries } from './settle-deliveries.ts';
import type { OptionalClock } from './sql-values.ts';

/** Told of settled deliveries inside the settling transaction; when it throws, that settlement is rolled back and tried again. */
export type OnSettled = (em: EntityManager, settled: SettledDelivery[]) => Promise<void>;

/** The dispatcher's store on PostgreSQL. `onSettled` is where an installation becomes active or failed together with its delivery. */
export function createDeliveryStore(
  orm: MikroORM,
  { onSettled, clock }: { onSettled?: OnSettled; clock?: OptionalClock } = {},
): DeliveryStore {
  return {
    claim: (limits) => claimDeliveries(orm.em.fork(), limits, clock),
    async settle(settlements) {
      const em = orm.em.fork();
      if (onSettled === undefined) return idsOf(await settleDeliveries(em, settlements, clock));
      return em.transactional(async (transaction) => {
        const settled = await settleDeliveries(transaction, settlements, clock);
        if (settled.length > 0) await onSettled(transaction, settled);
        return idsOf(settled);
      });
    },
  };
}

function idsOf(settled: SettledDelivery[]): string[] {
  return settled.map(({ id }) => id);
}
