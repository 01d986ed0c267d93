import { expect, test } from 'vitest';
import { parseNextPath } from './parse-next-path.ts';

test.each([
  ['/apps/tag-sync?x=1#top', '/apps/tag-sync?x=1#top'],
  ['/de', '/de'],
  ['/a/../b', '/b'],
  ['', '/'],
  [undefined, '/'],
  [['/a'], '/'],
  ['apps', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/a\r\nset-cookie: x', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [`/${'x'.repeat(2_000)}`, '/'],
])('after signing in, %j leads to %s', (next, path) => {
  expect(parseNextPath(next)).toBe(path);
});
