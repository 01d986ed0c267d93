import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { showRating } from './show-rating.ts';

test.each([
  [5, '5.0', '5,0'],
  [4.25, '4.3', '4,3'],
])('an average of %d is written as %j in English and as %j in German', (average, english, german) => {
  expect([showRating(average), speak('de', () => showRating(average))]).toEqual([english, german]);
});
