import { expect, test } from 'vitest';
import { daysOf, timesOfRange } from './days-of-range.ts';
import type { EventRange } from './port/events.ts';

// A Tuesday.
const now = new Date('2026-11-24T13:14:15Z');

test.each<[EventRange, string, string, number]>([
  ['yesterday', '2026-11-23', '2026-11-23', 1],
  ['last_7_days', '2026-11-17', '2026-11-23', 7],
  ['last_week', '2026-11-16', '2026-11-22', 7],
  ['last_30_days', '2026-10-25', '2026-11-23', 30],
  ['last_month', '2026-10-01', '2026-10-31', 31],
  ['last_3_months', '2026-08-01', '2026-10-31', 92],
])('%s is %s to %s', (range, first, last, count) => {
  const days = daysOf(timesOfRange(range, now));
  expect([days[0], days.at(-1), days.length]).toEqual([first, last, count]);
});

test('a week that ends on a Monday is the one before', () => {
  expect(daysOf(timesOfRange('last_week', new Date('2026-11-23T00:00:00Z')))[0]).toBe('2026-11-16');
});
