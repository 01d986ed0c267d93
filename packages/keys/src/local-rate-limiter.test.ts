import { expect, test, vi } from 'vitest';
import { FallbackRateLimiter, LocalRateLimiter } from './index.ts';

const limit = { calls: 3, seconds: 1 };

function setUp(maxIds = 10) {
  const time = { ms: 500 };
  return { time, limiter: new LocalRateLimiter({ maxIds, now: () => time.ms }) };
}

test('allows all calls at once, then one more each part of the time', () => {
  const { time, limiter } = setUp();
  expect([1, 2, 3, 4].map(() => limiter.take('key_1', limit).allowed)).toEqual([true, true, true, false]);
  time.ms += 333;
  expect(limiter.take('key_1', limit).allowed).toBe(false);
  time.ms += 1;
  expect(limiter.take('key_1', limit).allowed).toBe(true);
  expect(limiter.take('key_1', limit).allowed).toBe(false);
  expect(limiter.take('key_2', limit)).toMatchObject({ allowed: true, remaining: 2, retryInMs: 0 });
});

test('says how many are left, when one is free and when all are', () => {
  const { time, limiter } = setUp();
  expect(limiter.take('key_1', limit)).toMatchObject({ remaining: 2 });
  for (let call = 0; call < 2; call += 1) limiter.take('key_1', limit);
  const refused = limiter.take('key_1', limit);
  expect(refused).toMatchObject({ allowed: false, remaining: 0 });
  expect(refused.fullInMs).toBeCloseTo(1000, 0);
  expect(refused.retryInMs).toBeCloseTo(333.3, 0);
  expect(limiter.peek('key_1', limit)).toEqual(refused);
  time.ms += Math.ceil(refused.retryInMs);
  expect(limiter.peek('key_1', limit).allowed).toBe(true);
  expect(limiter.take('key_1', limit).allowed).toBe(true);
});

test('a refused call takes nothing: whoever goes on calling is not held off for longer', () => {
  const { time, limiter } = setUp();
  for (let call = 0; call < 100; call += 1) limiter.take('key_1', limit);
  time.ms += 1_001;
  expect([1, 2, 3, 4].map(() => limiter.take('key_1', limit).allowed)).toEqual([true, true, true, false]);
});

test.each([
  { calls: 1, seconds: 60 },
  { calls: 7, seconds: 3 },
  { calls: 999_999, seconds: 1 },
])('exactly $calls calls fit into $seconds s, however they divide', (each) => {
  const { limiter } = setUp();
  let allowed = 0;
  for (let call = 0; call < each.calls + 10; call += 1) allowed += Number(limiter.take('key_1', each).allowed);
  expect(allowed).toBe(each.calls);
});

test('remembers so many ids and no more', () => {
  const { limiter } = setUp(2);
  for (const id of ['a', 'b', 'c']) for (let call = 0; call < 3; call += 1) limiter.take(id, limit);
  expect(limiter.peek('a', limit).remaining).toBe(3);
  expect(limiter.peek('c', limit).remaining).toBe(0);
});

test.each([
  { calls: 0, seconds: 1 },
  { calls: 1.5, seconds: 1 },
  { calls: 1, seconds: 0 },
  { calls: Number.NaN, seconds: 1 },
])('a limit of $calls calls in $seconds s is refused', (odd) => {
  expect(() => setUp().limiter.take('key_1', odd)).toThrow('A rate limit is a whole number of calls');
});

test('while the shared counting fails each process counts for itself: a limit, never none; and the shared one is tried again', async () => {
  const { time, limiter: local } = setUp();
  const shared = { take: vi.fn(() => Promise.reject(new Error('down'))) };
  const onError = vi.fn();
  const limiter = new FallbackRateLimiter({ shared, local, onError, pauseMs: 1_000, now: () => time.ms });
  const four = [];
  for (let call = 0; call < 4; call += 1) four.push((await limiter.take('key_1', limit)).allowed);
  expect(four).toEqual([true, true, true, false]);
  expect(shared.take).toHaveBeenCalledTimes(1);
  expect(onError).toHaveBeenCalledTimes(1);
  time.ms += 1_000;
  const well = { allowed: true, remaining: 9, fullInMs: 1, retryInMs: 0 };
  shared.take.mockImplementation(() => Promise.resolve(well) as never);
  expect(await limiter.take('key_1', limit)).toEqual(well);
});
