import { expect, test } from 'vitest';
import { pickLanguage } from './pick-language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['DE-at', 'de'],
  ['en;q=0.1, de;q=0.9', 'de'],
  ['fr', 'en'],
  ['de;q=0, *', 'en'],
  ['*', 'en'],
  [';;;q=x', 'en'],
])('Accept-Language %j reads %s', (header, language) => {
  expect(pickLanguage(header, ['en', 'de'])).toBe(language);
});
