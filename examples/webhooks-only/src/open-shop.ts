import type { EntityManager } from '@mikro-orm/postgresql';
import { createOrm, migrate } from '@minimart/database';
import type { Sealer } from '@minimart/sealing';
import { createEgressGuard, WebhookDispatcher, type DispatcherLogger, type Outbox } from '@minimart/webhooks';
import { createDeliveryStore, createOutbox, keepHouse, webhooksTables } from '@minimart/webhooks/mikro-orm';
import pg from 'pg';
import { shopTables } from './shop-tables.ts';

/** What a shop needs of the outside; `allow` are private networks that its customers' servers may be in. */
export interface ShopOptions {
  url: string;
  sealer: Sealer;
  allow: readonly string[];
  logger: DispatcherLogger;
}

const hourMs = 60 * 60_000;

/** The shop's tables and the webhooks' in one database, and a dispatcher in this process. */
export async function openShop({ url, sealer, allow, logger }: ShopOptions) {
  const orm = await createOrm({ url, tables: [shopTables, webhooksTables] });
  await migrate(orm);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', ({ message }) => logger.warn({ message }, 'an idle database connection broke'));
  const guard = createEgressGuard({ allow });
  const store = createDeliveryStore({ pool });
  const dispatcher = new WebhookDispatcher({ store, sealer, guard, logger, userAgent: 'Shop/1.0.0' });
  dispatcher.start();
  const tidy = () => keepHouse(pool).catch((error: unknown) => logger.warn({ err: error }, 'could not tidy the log'));
  await tidy();
  const tidying = setInterval(tidy, hourMs).unref();
  return {
    guard,
    /** One transaction: what is written and what is enqueued in it become true together, or not at all. */
    async change<Value>(work: (em: EntityManager, outbox: Outbox) => Promise<Value>): Promise<Value> {
      const value = await orm.em.fork().transactional((em) => work(em, createOutbox(em, { sealer })));
      dispatcher.wake();
      return value;
    },
    async close() {
      clearInterval(tidying);
      await dispatcher.stop();
      await pool.end();
      await orm.close(true);
    },
  };
}

/** What the app works with. */
export type Shop = Awaited<ReturnType<typeof openShop>>;
