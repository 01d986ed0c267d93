import { createTestDatabase } from '@minimart/test-kit';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
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
  const refused = last.find(({ allowed }) => !allowed);
  expect(refused?.retryInMs).toBeGreaterThan(80_000);
  expect(refused?.retryInMs).toBeLessThanOrEqual(90_000);
  expect(await world.limiters[0]!.take('key_2', limit)).toMatchObject({ allowed: true, remaining: 39 });
});

test('a call is free again after its part of the time', async () => {
  await using world = await setUp();
  const limit = { calls: 2, seconds: 0.4 };
  const take = async () => (await world.limiters[0]!.take('key_1', limit)).allowed;
  expect([await take(), await take(), await take()]).toEqual([true, true, false]);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(await take()).toBe(true);
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
