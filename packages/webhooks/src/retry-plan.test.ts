import { expect, test } from 'vitest';
import { parseRetryAfter } from './parse-retry-after.ts';
import { planRetry, retryDelaysMs } from './retry-plan.ts';

const middle = () => 0.5;
const hour = 3_600_000;

test('follows the schedule of ten attempts over three days, then ends', () => {
  const delays = retryDelaysMs.slice(1).map((_, index) => planRetry({ attempt: index + 1, random: middle }));
  expect(delays).toEqual([5000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour)]);
  expect(planRetry({ attempt: 10, random: middle })).toBeNull();
  expect(planRetry({ attempt: 11, retryAfterMs: 1000, random: middle })).toBeNull();
});

test('jitter stays within a fifth of the delay, either way', () => {
  expect(planRetry({ attempt: 1, random: () => 0 })).toBe(4000);
  expect(planRetry({ attempt: 1, random: () => 0.999999 })).toBe(6000);
});

test('Retry-After is a floor under the plan and counts for 24 hours at most', () => {
  const first = () => 0;
  expect(planRetry({ attempt: 1, retryAfterMs: 60_000, random: first })).toBe(60_000);
  expect(planRetry({ attempt: 2, retryAfterMs: 60_000, random: middle })).toBe(300_000);
  expect(planRetry({ attempt: 1, retryAfterMs: 900 * hour, random: first })).toBe(24 * hour);
  expect(planRetry({ attempt: 1, retryAfterMs: Infinity, random: first })).toBe(24 * hour);
});

test('deliveries that were asked to wait equally long do not return together', () => {
  expect(planRetry({ attempt: 1, retryAfterMs: 60_000, random: middle })).toBe(66_000);
  expect(planRetry({ attempt: 1, retryAfterMs: 60_000, random: () => 0.999999 })).toBe(72_000);
});

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Mon, 23 Nov 2026 12:02:00 GMT', 120_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
  [undefined, null],
])('reads Retry-After %j as %j milliseconds', (value, expected) => {
  expect(parseRetryAfter(value, new Date('2026-11-23T12:00:00Z'))).toBe(expected);
});
