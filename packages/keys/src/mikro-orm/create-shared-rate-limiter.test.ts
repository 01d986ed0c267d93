import { createTestDatabase } from '@minimart/test-kit';
import { Pool } from 'pg';
import { expect, test, vi } from 'vitest';
import { createSharedRateLimiter, forgetFullLimits, keysTables } from './index.ts';

async function setUp() {
  const db = await createTestDatabase(keysTables);
  // Two pools: two processes.
  const pools = [new Pool({ connectionString: db.url, max: 10 }), new Pool({ connectionString: db.url, max: 10 })];
  for (const pool of pools) pool.on('error', () => {}); // the database is dropped while the last connection says goodbye
  return {
    pools,
    limiters: pools.map((pool) => createSharedRateLimiter(pool)),
    async [Symbol.asyncDispose]() {
      await Promise.all(pools.map((pool) => pool.end()));
      await db[Symbol.asyncDispose]();
    },
  };
}

test('of 100 calls at once from two processes exactly as many pass as are left, down to the last one', async () => {
  await using world = await setUp();
  const limit = { calls: 40, seconds: 3_600 };
  const all = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, call) => world.limiters[call % 2]!.take('key_1', limit)));
  expect((await all(39)).every(({ allowed }) => allowed)).toBe(true);
  const last = await all(100);
  expect(last.filter(({ allowed }) => allowed)).toHaveLength(1);
  expect(last.find(({ allowed }) => allowed)?.remaining).toBe(0);
  // One that was refused by the very call that took the last may be told to come again at once; whoever comes later learns how it stands.
  for (const limiter of world.limiters) {
    const refused = await limiter.take('key_1', limit);
    expect(refused.allowed).toBe(false);
    expect(refused.retryInMs).toBeGreaterThan(80_000);
    expect(refused.retryInMs).toBeLessThanOrEqual(90_000);
  }
  expect(await world.limiters[0]!.take('key_2', limit)).toMatchObject({ allowed: true, remaining: 39 });
});

test('a call is free again after its part of the time', async () => {
  await using world = await setUp();
  const limit = { calls: 2, seconds: 600 };
  const [pool] = world.pools;
  const time = { ms: 0 };
  const limiter = createSharedRateLimiter(pool!, { now: () => time.ms });
  const take = async () => (await limiter.take('key_1', limit)).allowed;
  expect([await take(), await take(), await take()]).toEqual([true, true, false]);
  // As if five minutes had gone by, here and in the database.
  time.ms = 300_000;
  await pool!.query('update keys.rate_limits set full_at = full_at - 300000000');
  expect([await take(), await take()]).toEqual([true, false]);
});

test('a call costs one statement, and one that comes too early none', async () => {
  await using world = await setUp();
  const [pool] = world.pools;
  const time = { ms: 0 };
  const limiter = createSharedRateLimiter(pool!, { now: () => time.ms });
  const statements = vi.spyOn(pool!, 'query');
  const limit = { calls: 2, seconds: 600 };
  const take = () => limiter.take('key_1', limit);
  for (let call = 0; call < 3; call += 1) await take();
  expect(statements).toHaveBeenCalledTimes(3);
  const first = await take();
  time.ms = 299_000;
  const last = await take();
  for (const refused of [first, last]) expect(refused).toMatchObject({ allowed: false, remaining: 0 });
  expect(last.retryInMs).toBeCloseTo(first.retryInMs - 299_000, 3);
  expect(statements).toHaveBeenCalledTimes(3);
  time.ms = 600_000;
  // By its own clock it may ask again; by the database's hardly a second has passed.
  expect(await take()).toMatchObject({ allowed: false });
  expect(statements).toHaveBeenCalledTimes(4);
});

test('whoever floods holds one connection, and others are counted meanwhile', async () => {
  const open: (() => void)[] = [];
  const query = vi.fn(async ({ values: [id] }: { values: string[] }) => {
    if (id === 'key_flood') await new Promise<void>((resolve) => open.push(resolve));
    return { rows: [{ allowed: id !== 'key_flood', fullInMicros: 60_000_000 }] };
  });
  const limiter = createSharedRateLimiter({ query } as unknown as Pool);
  const limit = { calls: 1, seconds: 60 };
  const flood = Array.from({ length: 1_000 }, () => limiter.take('key_flood', limit));
  expect(await limiter.take('key_other', limit)).toMatchObject({ allowed: true });
  expect(query).toHaveBeenCalledTimes(2);
  open[0]!();
  expect((await Promise.all(flood)).every(({ allowed }) => !allowed)).toBe(true);
  expect(query).toHaveBeenCalledTimes(2);
});

test('when calls cannot be counted, those that wait behind one fail with it', async () => {
  const query = vi.fn(() => Promise.reject(new Error('silent')));
  const limiter = createSharedRateLimiter({ query } as unknown as Pool);
  const all = Array.from({ length: 10 }, () => limiter.take('key_1', { calls: 1, seconds: 60 }));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
  expect(query).toHaveBeenCalledTimes(1);
});

test('what says no more than nothing is forgotten, and nothing else', async () => {
  await using world = await setUp();
  const [limiter] = world.limiters;
  await limiter!.take('key_short', { calls: 1, seconds: 0.01 });
  await limiter!.take('key_long', { calls: 1, seconds: 3_600 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await forgetFullLimits(world.pools[0]!)).toBe(1);
  expect(await limiter!.take('key_long', { calls: 1, seconds: 3_600 })).toMatchObject({ allowed: false });
});
