import { expect, test } from 'vitest';
import { languageName, languages } from './languages.ts';

test('every language on offer is a tag in its right form, with a name', () => {
  for (const tag of languages) {
    expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
    expect(languageName(tag)).not.toBe(tag);
  }
  expect(new Set(languages).size).toBe(languages.length);
});

test('what is no tag is called by itself', () => {
  expect(languageName('not a tag')).toBe('not a tag');
});
