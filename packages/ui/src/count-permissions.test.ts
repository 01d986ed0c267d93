import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { countPermissions } from './count-permissions.ts';

test('permissions are counted in words, the sensitive ones apart', () => {
  expect(countPermissions(0, 0)).toBe('No permissions');
  expect(countPermissions(1, 0)).toBe('1 permission');
  expect(countPermissions(4, 1)).toBe('4 permissions, 1 sensitive');
});

test('in German, too', () => {
  const said = speak('de', () => [countPermissions(0, 0), countPermissions(1, 0), countPermissions(4, 1)]);
  expect(said).toEqual(['Keine Berechtigungen', '1 Berechtigung', '4 Berechtigungen, davon 1 sensibel']);
});
