import { expect, test } from 'vitest';
import { explainRate } from './explain-rate.ts';

const of = 'those who looked';

test.each([
  [null, 0, 0, undefined],
  [null, 3, 9, { share: '3 of 9, too few for a percentage' }],
  [null, 5, 4, { share: 'More than those who looked: an install over the API opens no page' }],
  [
    { percent: 53, low: 37, high: 67 },
    21,
    40,
    { share: '53% of those who looked', trust: 'likely between 37% and 67%' },
  ],
  [{ percent: 50, low: 50, high: 50 }, 5e6, 1e7, { share: '50% of those who looked', trust: undefined }],
])('%j: %i of %i', (rate, count, outOf, expected) => {
  expect(explainRate(rate, { count, outOf, of })).toEqual(expected);
});
