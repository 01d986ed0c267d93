import { flushCompileCache } from 'node:module';
import { createSealer } from '@minimart/sealing';
import pg from 'pg';
import type { DeliveryStore } from '../../delivery-store.ts';
import { createEgressGuard } from '../../egress/create-egress-guard.ts';
import { WebhookDispatcher } from '../../webhook-dispatcher.ts';
import { createDeliveryStore } from '../create-delivery-store.ts';

// Past the doors of the package, since a process without the ORM is up in half the time.

/** How a dispatcher in a process of its own is set up. */
export interface FaultDispatcherSettings {
  url: string;
  sealingKey: string;
  name: string;
  concurrency: number;
  /** Settles in a transaction of the ORM, as whoever has an `onSettled` does. */
  isSettlingInOrm?: boolean;
  /** Claims once, says so, and keeps what it has claimed to itself. */
  isHangingAfterClaim?: boolean;
}

const settings = JSON.parse(process.env['FAULT_SETTINGS'] ?? '{}') as FaultDispatcherSettings;
const say = (what: string, delivery?: string) => process.send?.({ what, delivery });
const write = (facts: object, message: string) =>
  say(message, 'delivery' in facts ? String(facts.delivery) : undefined);
process.on('disconnect', () => process.exit());

const pool = new pg.Pool({ connectionString: settings.url, max: 3 });
pool.on('error', () => say('an idle connection broke'));

let busy: pg.PoolClient[] = [];
process.on('message', async (told) => {
  if (told === 'hold all connections') {
    busy = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    say('all connections are held');
  }
  if (told === 'let them go') for (const client of busy.splice(0)) client.release();
});

async function openStore(): Promise<DeliveryStore> {
  if (settings.isSettlingInOrm !== true) return createDeliveryStore({ pool });
  const [{ createOrm }, { webhooksTables }] = await Promise.all([import('@minimart/database'), import('../index.ts')]);
  const orm = await createOrm({ url: settings.url, tables: [webhooksTables] });
  return createDeliveryStore({ pool, settling: { orm, onSettled: async () => {} } });
}

const store = await openStore();
const hanging: DeliveryStore = {
  ...store,
  async claim(limits) {
    const claimed = await store.claim(limits);
    if (claimed.length === 0) return claimed;
    say('claimed');
    return new Promise(() => {});
  },
};

new WebhookDispatcher({
  store: settings.isHangingAfterClaim === true ? hanging : store,
  sealer: createSealer({ keys: [{ id: 'k1', key: Buffer.from(settings.sealingKey, 'base64') }] }),
  guard: createEgressGuard({ allow: ['127.0.0.0/8'] }),
  userAgent: settings.name,
  logger: { info: write, warn: write, error: write },
  concurrency: settings.concurrency,
  perEndpoint: 100,
  timeoutMs: 4000,
  leaseMs: 5000,
  pollMs: 20,
}).start();
say('started');
flushCompileCache();
