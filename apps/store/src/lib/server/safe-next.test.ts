import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test('keeps a path of this store with its query', () => {
  expect(safeNext('/apps/tag-sync/install?workspace=ws_1#permissions')).toBe(
    '/apps/tag-sync/install?workspace=ws_1#permissions',
  );
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  '\n//evil.example',
  'javascript:alert(1)',
  'apps',
  '',
  null,
  undefined,
])('never leads to another site: %j', (next) => {
  expect(safeNext(next)).toBe('/');
});
