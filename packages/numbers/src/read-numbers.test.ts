import { expect, test } from 'vitest';
import { readNumbers, toNumbersCsv, type NumberPorts } from './index.ts';
import { rateOf } from './rate-of.ts';

const ports: NumberPorts = {
  views: async () => ({
    counts: [
      { day: '2026-11-01', step: 'views', count: 30 },
      { day: '2026-11-04', step: 'views', count: 10 },
      { day: '2026-11-04', step: 'consents', count: 21 },
    ],
    since: '2026-10-20',
  }),
  moves: async () => ({
    steps: [
      { day: '2026-11-02', step: 'installed', count: 3 },
      { day: '2026-11-04', step: 'active', count: 2 },
      { day: '2026-11-04', step: 'uninstalled', count: 1 },
    ],
    standing: { installed: 2, active: 2 },
  }),
  words: async () => ({ reasons: [], notes: [] }),
};
const range = { from: '2026-11-01', to: '2026-11-04' };

test('every day has its line, also one on which nothing happened, and the totals are their sum', async () => {
  const { periods, totals } = await readNumbers(ports, range, 'day');
  const none = { views: 0, consents: 0, installed: 0, active: 0, failed: 0, uninstalled: 0 };
  expect(periods).toEqual([
    { from: '2026-11-01', to: '2026-11-01', ...none, views: 30 },
    { from: '2026-11-02', to: '2026-11-02', ...none, installed: 3 },
    { from: '2026-11-03', to: '2026-11-03', ...none },
    { from: '2026-11-04', to: '2026-11-04', ...none, views: 10, consents: 21, active: 2, uninstalled: 1 },
  ]);
  expect(totals).toEqual({ views: 40, consents: 21, installed: 3, active: 2, failed: 0, uninstalled: 1 });
});

test('a rate is told of 20 or more alone', async () => {
  const { rates } = await readNumbers(ports, range, 'week');
  expect(rates).toEqual({
    consents: { percent: 53, low: 37, high: 67 },
    installed: { percent: 14, low: 5, high: 35 },
    active: null,
  });
});

test.each([
  [0, 20, { percent: 0, low: 0, high: 16 }],
  [20, 20, { percent: 100, low: 84, high: 100 }],
  [500, 1000, { percent: 50, low: 47, high: 53 }],
  [5, 19, null],
  [21, 20, null],
  [0, 0, null],
])('%i of %i', (count, outOf, expected) => {
  expect(rateOf(count, outOf)).toEqual(expected);
});

test('the CSV has a line for each period', async () => {
  expect(toNumbersCsv(await readNumbers(ports, range, 'week'))).toBe(
    'from,to,views,consents,installed,active,failed,uninstalled\r\n' +
      '2026-11-01,2026-11-01,30,0,0,0,0,0\r\n' +
      '2026-11-02,2026-11-04,10,21,3,2,0,1\r\n',
  );
});
