import { expect, test } from 'vitest';
import { createBackoff } from './create-backoff.ts';

test('pauses double up to the longest, each cut by up to a half, and begin anew after a success', () => {
  const backoff = createBackoff({ firstMs: 250, longestMs: 30_000, random: () => 0 });
  expect(Array.from({ length: 9 }, () => backoff.fail())).toEqual([
    250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
  expect(backoff.failures()).toBe(9);
  backoff.reset();
  expect([backoff.failures(), backoff.fail()]).toEqual([0, 250]);
  const jittered = createBackoff({ firstMs: 250, longestMs: 30_000, random: () => 1 });
  expect([jittered.fail(), jittered.fail()]).toEqual([125, 250]);
});

test('a day of failures still gives a pause', () => {
  const backoff = createBackoff({ firstMs: 250, longestMs: 30_000, random: () => 0.5 });
  for (let count = 0; count < 3000; count += 1) backoff.fail();
  expect(backoff.fail()).toBe(22_500);
});
