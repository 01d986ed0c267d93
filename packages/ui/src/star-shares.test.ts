import { expect, test } from 'vitest';
import { starShares } from './star-shares.ts';

test.each([
  [0, [0, 0, 0, 0, 0]],
  [1, [1, 0, 0, 0, 0]],
  [3.24, [1, 1, 1, 0, 0]],
  [3.25, [1, 1, 1, 0.5, 0]],
  [4.75, [1, 1, 1, 1, 1]],
  [5, [1, 1, 1, 1, 1]],
])('%d is shown by stars as full as %j', (value, shares) => {
  expect(starShares(value)).toEqual(shares);
});
