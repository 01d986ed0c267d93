import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { countReviews, countStars } from './rating-words.ts';

test.each([
  [0, '0 reviews', '0 Bewertungen'],
  [1, '1 review', '1 Bewertung'],
  [2, '2 reviews', '2 Bewertungen'],
  [1200, '1,200 reviews', '1.200 Bewertungen'],
])('%d reviews are %j in English and %j in German', (count, english, german) => {
  expect([countReviews(count), speak('de', () => countReviews(count))]).toEqual([english, german]);
});

test.each([
  [1, '1 star', '1 Stern'],
  [5, '5 stars', '5 Sterne'],
])('%d stars are %j in English and %j in German', (count, english, german) => {
  expect([countStars(count), speak('de', () => countStars(count))]).toEqual([english, german]);
});
