import { expect, test } from 'vitest';
import { calm, judgeLoad, mostShed, shareOf, type Load, type Shedding } from './judge-load.ts';

const rule = { loopDelayMs: 300, queueMs: 1_000 };
const easy: Load = { loopDelayMs: 5, queueMs: 0 };
const slow: Load = { loopDelayMs: 400, queueMs: 0 };
const queued: Load = { loopDelayMs: 5, queueMs: 1_500 };

const times = (count: number, load: Load): Load[] => Array.from({ length: count }, () => load);
const after = (loads: Load[], from: Shedding = calm) =>
  loads.reduce((state, load) => judgeLoad(state, load, rule), from);

test('one look that is too high turns nothing away, and neither do two with a pause in between', () => {
  expect(after([slow]).share).toBe(0);
  expect(after([slow, easy, queued]).share).toBe(0);
});

test.each([slow, queued])('a load that stays too high turns away more at each look, and never all', (load) => {
  expect([2, 3, 4].map((looks) => after(times(looks, load)).share)).toEqual([0.25, 0.5, 0.75]);
  expect(after(times(20, load)).share).toBe(mostShed);
});

test('once it keeps up, everything is let in again within ten looks', () => {
  const worst = after(times(20, slow));
  expect(after(times(5, easy), worst).share).toBeLessThan(worst.share);
  expect(after(times(10, easy), worst)).toEqual(calm);
});

test('what nobody has signed is turned away first, and the rest only when that was not enough', () => {
  expect(shareOf(0, false)).toBe(0);
  expect(shareOf(0.25, false)).toBeCloseTo(0.5);
  for (const share of [0.1, 0.25, mostShed / 2]) expect(shareOf(share, true)).toBe(0);
  expect(shareOf(0.7, true)).toBeGreaterThan(0.3);
  expect([shareOf(mostShed, true), shareOf(mostShed, false)]).toEqual([expect.closeTo(0.9025), mostShed]);
});
