import { expect, test } from 'vitest';
import { niceTop } from './nice-top.ts';

test.each([
  [0, 2],
  [2, 2],
  [3, 4],
  [5, 10],
  [11, 20],
  [40, 40],
  [41, 100],
  [123_456, 200_000],
])('an axis for up to %i ends at %i', (most, top) => {
  expect(niceTop(most)).toBe(top);
});
