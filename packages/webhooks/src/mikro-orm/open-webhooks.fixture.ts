import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createSealer } from '@minimart/sealing';
import { createTestDatabase } from '@minimart/test-kit';
import {
  createEgressGuard,
  WebhookDispatcher,
  type DispatcherOptions,
  type NewDelivery,
  type OutgoingRequest,
} from '../index.ts';
import pg from 'pg';
import { createDeliveryStore, createOutbox, webhooksTables, type OnSettled } from './index.ts';

/** The plain key that the tests deliver. */
export const plainKey = 'mm_live_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78St';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** An outbox in a database of its own, with one open endpoint `app_1`, and dispatchers that may reach loopback. */
export async function openWebhooks(clock?: { now(): Date }) {
  const db = await createTestDatabase(webhooksTables);
  const pool = new pg.Pool({ connectionString: db.url, max: 3 });
  pool.on('error', () => {}); // the database is dropped below its idle connections
  const sealingKey = randomBytes(32);
  const sealer = createSealer({ keys: [{ id: 'k1', key: sealingKey }] });
  const outbox = (em: EntityManager = db.em()) => createOutbox(em, { sealer, clock });
  const { signingSecret } = await outbox().openEndpoint({ id: 'app_1' });
  const dispatchers: WebhookDispatcher[] = [];
  const store = (onSettled?: OnSettled) =>
    createDeliveryStore({ pool, clock, ...(onSettled && { settling: { orm: db.orm, onSettled } }) });
  return {
    db,
    pool,
    sealer,
    sealingKey,
    signingSecret,
    outbox,
    store,
    enqueue: async (url: string, changes: Partial<NewDelivery> = {}) =>
      (await outbox().enqueue({ ...newDelivery(url), ...changes })).id,
    find: async (id: string) => {
      const found = await outbox().delivery(id);
      if (found === undefined) throw new Error(`No delivery ${id}.`);
      return found;
    },
    dispatcher: (options: Partial<DispatcherOptions> = {}) => {
      const dispatcher = new WebhookDispatcher({
        store: store(),
        sealer,
        userAgent: 'Minimart/1.2.3',
        logger: quiet,
        random: () => 0.5,
        pollMs: 20,
        guard: createEgressGuard({ allow: ['127.0.0.0/8'] }),
        ...(clock === undefined ? {} : { clock }),
        ...options,
      });
      dispatchers.push(dispatcher);
      return dispatcher;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** A subscribe request to `url` that hands over the plain key. */
export function newDelivery(url: string): NewDelivery {
  const request = (key: string): OutgoingRequest => ({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  return {
    endpointId: 'app_1',
    topic: 'subscribe',
    subject: 'ins_1',
    tenant: 'ws_1',
    request: request(plainKey),
    display: request('••••'),
    secrets: [plainKey],
  };
}

/** All rows of all tables of the package as text, bytes decoded too: what somebody with a dump would search. */
export async function dumpOf(em: EntityManager): Promise<string> {
  const tables = ['endpoints', 'signing_secrets', 'deliveries', 'attempts', 'queue', 'notices', 'dispatchers'];
  const rows = await Promise.all(tables.map((table) => em.execute<object[]>(`select * from webhooks.${table}`)));
  const readable = (_: string, value: unknown) => {
    const isBytes = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
    return isBytes && 'data' in value ? Buffer.from(value.data as number[]).toString('latin1') : value;
  };
  return JSON.stringify(rows.flat(), readable);
}
