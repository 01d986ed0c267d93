import { createSealer } from '@minimart/sealing';
import { createEgressGuard, WebhookDispatcher, type DeliveryStore } from '@minimart/webhooks';
import { createDeliveryStore, EnqueueListener } from '@minimart/webhooks/mikro-orm';
import pg from 'pg';
import type { Contender, Surroundings } from '../contender.ts';
import { sizes } from '../sizes.ts';
import { versionOf } from '../version-of.ts';

/** What a dispatcher's process tells of itself since it was asked last: how long its statements took, and its resident memory at most. */
export interface Effort {
  claimMs: number[];
  settleMs: number[];
  residentMiB: number;
}

/** The dispatcher as the platform runs it: the bell wakes it, and its settings are the package's own. Filled by the other process. */
export async function openMinimart({ databaseUrl, sealingKey }: Surroundings) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3, idleTimeoutMillis: 0 });
  pool.on('error', () => {});
  const effort: Effort = { claimMs: [], settleMs: [], residentMiB: 0 };
  const store = createDeliveryStore({ pool });
  let dispatcher: WebhookDispatcher | undefined;
  let listener: EnqueueListener | undefined;
  const watch = setInterval(() => {
    effort.residentMiB = Math.max(effort.residentMiB, process.memoryUsage.rss() / 2 ** 20);
  }, 1_000); // each look costs a millisecond or two, which would count against ours
  const contender: Contender = {
    name: versionOf('@minimart/webhooks'),
    fill: () => Promise.reject(new Error('It is the outbox that fills.')),
    async start() {
      dispatcher = new WebhookDispatcher({
        store: timed(store, effort),
        sealer: createSealer({ keys: [{ id: 'bench', key: Buffer.from(sealingKey, 'base64') }] }),
        guard: createEgressGuard({ allow: ['127.0.0.0/8'] }),
        userAgent: 'Minimart/bench',
        logger: { info: () => {}, warn: complain, error: complain },
        concurrency: sizes.concurrency,
      });
      listener = new EnqueueListener({
        createClient: () => new pg.Client({ connectionString: databaseUrl }),
        onRing: () => dispatcher?.wake(),
      });
      await listener.start();
      dispatcher.start();
    },
    async left() {
      const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from webhooks.queue');
      return rows[0]!.count;
    },
    async stop() {
      await Promise.all([listener?.stop(), dispatcher?.stop()]);
      dispatcher = undefined;
    },
    async close() {
      clearInterval(watch);
      await contender.stop();
      await pool.end();
    },
  };
  const takeEffort = (): Effort => {
    const taken = { ...effort };
    Object.assign(effort, { claimMs: [], settleMs: [], residentMiB: 0 });
    return taken;
  };
  return { ...contender, takeEffort };
}

function timed(store: DeliveryStore, effort: Effort): DeliveryStore {
  return {
    ...store,
    async claim(limits) {
      const begin = performance.now();
      const claimed = await store.claim(limits);
      if (claimed.length > 0) effort.claimMs.push(performance.now() - begin);
      return claimed;
    },
    async settle(settlements) {
      const begin = performance.now();
      const settled = await store.settle(settlements);
      effort.settleMs.push(performance.now() - begin);
      return settled;
    },
  };
}

function complain(facts: object, message: string): void {
  const { err } = facts as { err?: Error };
  console.error(message, err?.message ?? '');
}
