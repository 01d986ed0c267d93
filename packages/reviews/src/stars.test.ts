import { expect, test } from 'vitest';
import { toRating } from './stars.ts';

test('every review counts the same, the low ones too', () => {
  expect(toRating({ 5: 2, 1: 1 })).toEqual({
    count: 3,
    average: 3.67,
    histogram: [
      { stars: 5, count: 2 },
      { stars: 4, count: 0 },
      { stars: 3, count: 0 },
      { stars: 2, count: 0 },
      { stars: 1, count: 1 },
    ],
  });
});

test('without a review there is no average', () => {
  expect(toRating({})).toMatchObject({ count: 0, average: null });
});
