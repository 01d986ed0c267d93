import { expect, it } from 'vitest';
import { readReviewFilter, reviewsPath } from './reviews-path.ts';

it('reads back what it writes', () => {
  const path = reviewsPath('tag-sync', { stars: '2', cursor: 'a b&c' }, 'token');
  expect(path).toBe('/apps/tag-sync?link=token&stars=2&reviews=a+b%26c#reviews');
  const { searchParams } = new URL(path, 'https://store.example');
  expect(readReviewFilter(searchParams)).toEqual({ stars: '2', cursor: 'a b&c' });
  expect(reviewsPath('tag-sync', {}, null)).toBe('/apps/tag-sync#reviews');
});

it('takes what is no number of stars for nothing', () => {
  for (const stars of ['', '0', '6', '55', 'five', '-1'])
    expect(readReviewFilter(new URLSearchParams({ stars })).stars).toBe('');
});
