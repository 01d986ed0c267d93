import { randomBytes } from 'node:crypto';
import { createOrm, migrate } from '@minimart/database';
import { createSealer } from '@minimart/sealing';
import { createTestDatabase, type ReceivedRequest } from '@minimart/test-kit';
import { expect, vi } from 'vitest';
import type { NewDelivery } from '../../index.ts';
import { createOutbox, webhooksTables } from '../index.ts';
import { faultDelivery } from './fault-delivery.fixture.ts';
import type { FaultDispatcherSettings } from './fault-dispatcher.fixture.ts';
import { patience, startProcess } from './fault-process.fixture.ts';

/** What was enqueued, what the receiver got, and what is recorded. */
export interface Ledger {
  enqueued: number;
  /** Deliveries that arrived at least once, by their webhook-id. */
  received: number;
  settled: number;
  lost: number;
  /** Requests beyond the first of each delivery. */
  duplicates: number;
  /** Rows left in the queue, and sealed requests. */
  left: number;
}

const blocked = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** Webhooks in a database of their own, the test run's or a given one, for dispatchers in processes of their own. */
export async function openFaults(given?: { url: string }) {
  const db = given === undefined ? await createTestDatabase(webhooksTables) : await openDatabase(given.url);
  const sealingKey = randomBytes(32);
  const sealer = createSealer({ keys: [{ id: 'k1', key: sealingKey }] });
  const em = () => db.orm.em.fork();
  const outbox = () => createOutbox(em(), { sealer });
  await outbox().openEndpoint({ id: 'app_1' });
  const count = async (sql: string) => (await em().execute<{ n: number }[]>(`select count(*)::int as n ${sql}`))[0]!.n;
  return {
    url: db.url,
    sealingKey: sealingKey.toString('base64'),
    orm: db.orm,
    outbox,
    async enqueue(url: string, number: number, changes: Partial<NewDelivery> = {}): Promise<string[]> {
      const deliveries = Array.from({ length: number }, () => ({ ...faultDelivery(url), ...changes }));
      return (await outbox().enqueueAll(deliveries)).ids;
    },
    startDispatcher: (name: string, settings: Partial<FaultDispatcherSettings> = {}) =>
      startProcess('./fault-dispatcher.fixture.ts', {
        url: db.url,
        sealingKey: sealingKey.toString('base64'),
        name,
        concurrency: 8,
        ...settings,
      }),
    /** The deliveries that some dispatcher has claimed and not settled. */
    async inFlight(): Promise<Set<string>> {
      const rows = await em().execute<{ id: string }[]>(
        `select delivery_id as id from webhooks.queue where lease_until is not null`,
      );
      return new Set(rows.map(({ id }) => id));
    },
    /** Holds the table of the attempts, so that every settlement waits. */
    whileNothingSettles: (work: () => Promise<void>) =>
      em().transactional(async (held) => {
        await held.execute('lock table webhooks.attempts in exclusive mode');
        await work();
      }),
    /** Resolves when a settlement waits for that table. */
    untilSettling: () =>
      vi.waitFor(async () => {
        const settling = await em().execute(`select pid ${blocked} and query not like '%claim_deliveries%'`);
        expect(settling).not.toEqual([]);
      }, patience),
    /** Breaks the connections of all statements that wait for it. */
    breakBlocked: () => em().execute(`select pg_terminate_backend(pid) ${blocked}`),
    /** Resolves when everything is settled; then what is in the books. Each fault has its line in the output of the run. */
    async close(fault: string, requests: readonly ReceivedRequest[]): Promise<Ledger> {
      await vi.waitFor(async () => expect(await count(`from webhooks.queue`)).toBe(0), patience);
      const enqueued = await em().execute<{ id: string }[]>(`select id from webhooks.deliveries`);
      const arrived = requests.map(({ headers }) => String(headers['webhook-id']));
      const received = new Set(arrived);
      const ledger = {
        enqueued: enqueued.length,
        received: received.size,
        settled: await count(`from webhooks.deliveries where status = 'delivered'`),
        lost: enqueued.filter(({ id }) => !received.has(id)).length,
        duplicates: arrived.length - received.size,
        left: await count(`from (select delivery_id from webhooks.queue) l`),
      };
      if (process.env['FAULT_LEDGER'] !== undefined) console.log(fault, JSON.stringify(ledger));
      return ledger;
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

/** What the books say when nothing was lost: `number` of everything, and no more repeated than was in flight. */
export function nothingLost(number: number, duplicatesAtMost: number) {
  const isFew = expect.toSatisfy((duplicates: number) => duplicates <= duplicatesAtMost);
  return { enqueued: number, received: number, settled: number, lost: 0, duplicates: isFew, left: 0 };
}

async function openDatabase(url: string) {
  const orm = await createOrm({ url, tables: [webhooksTables] });
  await migrate(orm);
  return { url, orm, [Symbol.asyncDispose]: () => orm.close(true) };
}
