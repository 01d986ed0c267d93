import { expect, test } from 'vitest';
import { roundInstalls } from './round-installs.ts';

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [4, 2],
  [5, 5],
  [9, 5],
  [10, 10],
  [19, 10],
  [49, 20],
  [999, 500],
  [1000, 1000],
  [123_456, 100_000],
])('%i installs are told as %i', (count, told) => {
  expect(roundInstalls(count)).toBe(told);
});
