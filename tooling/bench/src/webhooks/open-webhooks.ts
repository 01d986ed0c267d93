import { createOrm, migrate } from '@minimart/database';
import { startPostgres } from '@minimart/postgres-server';
import { createSealer } from '@minimart/sealing';
import type { NewDelivery } from '@minimart/webhooks';
import { createEnqueueBell, createOutbox, keepHouse, webhooksTables } from '@minimart/webhooks/mikro-orm';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { attemptsTable } from './create-work.ts';
import { openContender } from './open-contender.ts';
import { openRedis } from './open-redis.ts';
import { openSink } from './open-sink.ts';
import { bodyOf, pathOf } from './payload.ts';
import { sizes } from './sizes.ts';

const settings = ['shared_buffers=512MB', 'shared_preload_libraries=pg_stat_statements', 'max_wal_size=4GB'];

/** A PostgreSQL of its own with the tables of webhooks and their endpoints, a sink, and a Redis where the system has one. */
export async function openWebhooks() {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-bench-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startPostgres({ dataDir, settings });
  opened.defer(() => server.stop());
  const orm = await createOrm({ url: server.url, tables: [webhooksTables] });
  opened.defer(() => orm.close(true));
  await migrate(orm);
  const pool = new pg.Pool({ connectionString: server.url, max: 8 });
  pool.on('error', () => {}); // the server stops while the last connection says goodbye
  opened.defer(() => pool.end());
  await pool.query('create extension pg_stat_statements');
  await pool.query(attemptsTable);
  await keepHouse(pool);
  const bell = createEnqueueBell(orm, { pool });
  opened.defer(() => bell.close());
  const sealingKey = randomBytes(32);
  const sealer = createSealer({ keys: [{ id: 'bench', key: sealingKey }] });
  for (let n = 0; n < sizes.endpoints; n += 1)
    await createOutbox(orm.em.fork(), { sealer }).openEndpoint({ id: endpointOf(n) });
  const sink = opened.use(await openSink());
  const redis = await openRedis();
  if (redis !== undefined) opened.use(redis);
  const surroundings = {
    databaseUrl: server.url,
    redisPort: redis?.port,
    origin: sink.origin,
    sealingKey: sealingKey.toString('base64'),
  };
  /** Enqueues the deliveries in one transaction, as the platform does. */
  const enqueue = (deliveries: NewDelivery[]) =>
    orm.em.fork().transactional((em) => createOutbox(em, { sealer }).enqueueAll(deliveries));
  const kept = opened.move();
  return {
    pool,
    sink,
    redis,
    sealer,
    enqueue,
    databaseUrl: server.url,
    servers: await describe(pool, redis?.version),
    /** A delivery to an endpoint of the sink. */
    deliveryTo: (endpoint: number, n: number): NewDelivery => deliveryTo(sink.origin + pathOf(endpoint), endpoint, n),
    /** Empties the queue and the log, and makes every endpoint healthy. */
    async empty() {
      await pool.query('truncate webhooks.queue, webhooks.deliveries, webhooks.attempts, bench.attempts');
      await pool.query(
        'update webhooks.endpoints set failures = 0, failing_since = null, closed_until = null, closed_by = null',
      );
    },
    /** Enqueues so many, the endpoints in turns. */
    async fill(count: number) {
      for (let from = 0; from < count; from += 1000) {
        const length = Math.min(1000, count - from);
        await enqueue(
          Array.from({ length }, (_, n) =>
            deliveryTo(sink.origin + pathOf((from + n) % sizes.endpoints), (from + n) % sizes.endpoints, from + n),
          ),
        );
      }
      await pool.query('analyze webhooks.queue, webhooks.deliveries');
    },
    /** Another contender in a process of its own. */
    contend: (contender: string, { isAlike = false } = {}) =>
      openContender(contender, { sink, surroundings: { ...surroundings, isAlike } }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** What a benchmark of webhooks works with. */
export type World = Awaited<ReturnType<typeof openWebhooks>>;

function endpointOf(n: number): string {
  return `app_bench${n}`;
}

function deliveryTo(url: string, endpoint: number, n: number): NewDelivery {
  const request = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: bodyOf(n) };
  return {
    endpointId: endpointOf(endpoint),
    topic: 'order.paid',
    subject: `ins_${n % 1000}`,
    tenant: 'ws_1',
    request,
    display: request,
    secrets: [],
  };
}

async function describe(pool: pg.Pool, redis: string | undefined): Promise<string> {
  const { rows } = await pool.query<{ text: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') || ' (fsync ' || current_setting('fsync') || ', synchronous_commit '
       || current_setting('synchronous_commit') || ', shared_buffers ' || current_setting('shared_buffers') || ', max_wal_size '
       || current_setting('max_wal_size') || ')' as text`,
  );
  return redis === undefined
    ? rows[0]!.text
    : `${rows[0]!.text}, Redis ${redis} (appendonly yes, appendfsync everysec)`;
}
