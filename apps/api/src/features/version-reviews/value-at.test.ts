import { expect, test } from 'vitest';
import { toFieldPath, valueAt } from './value-at.ts';

test('a pointer finds its value, and nothing that a manifest does not have itself', () => {
  const manifest = { scopes: [{ reason: 'To read.' }], links: { 'a/b~c': 'x' } };
  expect(valueAt(manifest, '/scopes/0/reason')).toBe('To read.');
  expect(valueAt(manifest, '/links/a~1b~0c')).toBe('x');
  expect(valueAt(manifest, '')).toBe(manifest);
  expect(valueAt(manifest, '/scopes/7/reason')).toBeUndefined();
  expect(valueAt(manifest, '/constructor/name')).toBeUndefined();
});

test.each([
  ['', ''],
  ['/name', 'name'],
  ['/scopes/0/reason', 'scopes[0].reason'],
  ['/requests/subscribe/url', 'requests.subscribe.url'],
])('the pointer %j names the field %j', (pointer, path) => {
  expect(toFieldPath(pointer)).toBe(path);
});
