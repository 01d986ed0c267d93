import type { Manifest } from '@minimart/app-manifest';
import { expect, test } from 'vitest';
import { isHigherVersion, nextVersion } from './next-version.ts';

const manifest = (changes: object = {}) =>
  ({ name: 'A', scopes: [], authInputs: [], requests: {}, ...changes }) as unknown as Manifest;

test('begins at 1.0.0, and a change of words is a patch', () => {
  expect(nextVersion(undefined, manifest())).toBe('1.0.0');
  expect(nextVersion({ version: '1.4.9', manifest: manifest() }, manifest({ name: 'B' }))).toBe('1.4.10');
});

test('a change of what the owner agrees to is a minor version', () => {
  const more = manifest({ scopes: [{ id: 'flow-tags:view', reason: 'r', optional: false }] });
  expect(nextVersion({ version: '1.4.9', manifest: manifest() }, more)).toBe('1.5.0');
});

test.each([
  ['1.0.1', '1.0.0', true],
  ['2.0.0', '1.9.9', true],
  ['1.10.0', '1.9.0', true],
  ['1.0.0', '1.0.0', false],
  ['0.9.0', '1.0.0', false],
  ['1.0', undefined, false],
  ['01.0.0', undefined, false],
  ['1.0.0-beta', undefined, false],
])('%s after %s: %s', (text, latest, expected) => expect(isHigherVersion(text, latest)).toBe(expected));
