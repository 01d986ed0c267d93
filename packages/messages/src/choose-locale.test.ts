import { expect, test } from 'vitest';
import { chooseLocale, localeOfPath, pathInLocale } from './choose-locale.ts';

test.each([
  ['nothing is known', {}, 'en'],
  ['a browser takes German', { accepted: 'de-AT,de;q=0.9,en;q=0.8' }, 'de'],
  ['a browser would rather have French, then German', { accepted: 'fr, en;q=0.3, de;q=0.5' }, 'de'],
  ['a browser takes anything', { accepted: '*' }, 'en'],
  ['a browser takes all but German', { accepted: 'de;q=0, fr' }, 'en'],
  ['a browser says something else', { accepted: ';;q=,de;q=x' }, 'en'],
  ['English was chosen in a German browser', { chosen: 'en', accepted: 'de' }, 'en'],
  ['a language was chosen that there is not', { chosen: 'xx', accepted: 'de' }, 'de'],
  ['the address is German', { path: '/de/apps/tag-sync', chosen: 'en', accepted: 'en' }, 'de'],
  ['the address is English', { path: '/en', chosen: 'de' }, 'en'],
] as const)('when %s, the language is right', (_what, hints, locale) => {
  expect(chooseLocale({ path: '/', ...hints })).toBe(locale);
});

test.each([
  ['/', undefined, '/'],
  ['/de', 'de', '/'],
  ['/de/', 'de', '/'],
  ['/de/apps/tag-sync', 'de', '/apps/tag-sync'],
  ['/developer', undefined, '/developer'],
  ['/apps/de', undefined, '/apps/de'],
  ['/DE/apps', undefined, '/DE/apps'],
])('the path %s names a language: %s', (path, locale, rest) => {
  expect(localeOfPath(path)).toEqual({ locale, rest });
});

test.each([
  ['/', '/de'],
  ['/?query=tags', '/de?query=tags'],
  ['/apps/tag-sync', '/de/apps/tag-sync'],
])('the path %s is %s in German, and as it was in English', (path, german) => {
  expect(pathInLocale('de', path)).toBe(german);
  expect(pathInLocale('en', path)).toBe(path);
});
