import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { createEnqueueBell, EnqueueListener } from './index.ts';
import { newDelivery, openWebhooks } from './open-webhooks.fixture.ts';

const url = 'https://hooks.example.com/in';

async function openBell() {
  const hooks = await openWebhooks();
  const errors: Error[] = [];
  const bell = createEnqueueBell(hooks.db.orm, { pool: hooks.pool, onError: (error) => errors.push(error) });
  const rings = vi.fn();
  const clients: pg.Client[] = [];
  const listener = new EnqueueListener({
    createClient: () => {
      const client = new pg.Client({ connectionString: hooks.db.url });
      clients.push(client);
      return client;
    },
    onRing: rings,
    onError: (error) => errors.push(error),
  });
  await listener.start();
  rings.mockClear();
  return {
    ...hooks,
    bell,
    rings,
    errors,
    clients,
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await bell.close();
      await hooks[Symbol.asyncDispose]();
    },
  };
}

test('another process hears of what was enqueued once it is committed, and of nothing else', async () => {
  await using world = await openBell();
  await world.db.em().transactional(async (em) => {
    await world.outbox(em).enqueue(newDelivery(url));
    await em.execute('select pg_sleep(0.1)');
    expect(world.rings).not.toHaveBeenCalled();
  });
  await vi.waitFor(() => expect(world.rings).toHaveBeenCalledTimes(1), 10_000);
  const rolledBack = world.db.em().transactional(async (em) => {
    await world.outbox(em).enqueue(newDelivery(url));
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  await world.db.em().transactional((em) => em.execute('select 1'));
  await world.db.em().execute('select pg_sleep(0.1)');
  expect(world.rings).toHaveBeenCalledTimes(1);
});

test('many commits at once are few notifications', async () => {
  await using world = await openBell();
  const enqueue = () => world.db.em().transactional((em) => world.outbox(em).enqueue(newDelivery(url)));
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: 60 }, enqueue));
  await world.bell.close();
  const tookMs = performance.now() - begunAt;
  await vi.waitFor(() => expect(world.rings).toHaveBeenCalled(), 10_000);
  // At most one in 10 ms, where the commits take their time.
  expect(world.rings.mock.calls.length).toBeLessThan(Math.max(30, tookMs / 10 + 2));
});

test('a listener whose connection is ended listens again, and wakes its dispatcher for what it may have missed', async () => {
  await using world = await openBell();
  await world.db
    .em()
    .execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
    );
  await vi.waitFor(() => expect(world.clients).toHaveLength(2), 10_000);
  await vi.waitFor(() => expect(world.rings).toHaveBeenCalledTimes(1), 10_000);
  await world.db.em().transactional((em) => world.outbox(em).enqueue(newDelivery(url)));
  await vi.waitFor(() => expect(world.rings).toHaveBeenCalledTimes(2), 10_000);
});

test('a notification that cannot be sent is told and holds up nothing', async () => {
  const hooks = await openWebhooks();
  const errors: Error[] = [];
  const broken = { query: () => Promise.reject(new Error('down')) } as unknown as pg.Pool;
  const bell = createEnqueueBell(hooks.db.orm, { pool: broken, onError: (error) => errors.push(error) });
  await hooks.db.em().transactional((em) => hooks.outbox(em).enqueue(newDelivery(url)));
  await bell.close();
  expect(errors.map(({ message }) => message)).toEqual(['down']);
  await hooks[Symbol.asyncDispose]();
});
