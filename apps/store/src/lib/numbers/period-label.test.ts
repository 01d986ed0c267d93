import { expect, test } from 'vitest';
import { periodLabel, shortPeriodLabel } from './period-label.ts';

test.each([
  ['day', '2026-11-26', '2026-11-26', 'Thu, 26 Nov 2026'],
  ['week', '2026-11-23', '2026-11-29', '23 to 29 Nov 2026'],
  ['week', '2026-11-30', '2026-12-06', '30 Nov to 6 Dec 2026'],
  ['week', '2026-11-29', '2026-11-29', '29 Nov 2026'],
  ['month', '2026-11-01', '2026-11-30', 'November 2026'],
  ['month', '2028-02-01', '2028-02-29', 'February 2028'],
  ['month', '2026-11-14', '2026-11-30', '14 to 30 Nov 2026'],
] as const)('by %s, %s to %s', (by, from, to, label) => {
  expect(periodLabel({ from, to }, by)).toBe(label);
});

test('below a chart there is room for little', () => {
  expect(shortPeriodLabel({ from: '2026-11-26', to: '2026-11-26' }, 'day')).toBe('26 Nov');
  expect(shortPeriodLabel({ from: '2026-11-26', to: '2026-11-30' }, 'month')).toBe('Nov 2026');
});
