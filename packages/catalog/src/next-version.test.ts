import type { Manifest } from '@minimart/app-manifest';
import { expect, test } from 'vitest';
import { isHigherVersion, nextVersion, proposeVersion } from './next-version.ts';

const manifest = (changes: object = {}) =>
  ({ name: 'A', scopes: [], authInputs: [], requests: {}, ...changes }) as unknown as Manifest;

test('begins at 1.0.0, and a change of words is a patch', () => {
  expect(nextVersion(undefined, manifest())).toBe('1.0.0');
  expect(nextVersion(undefined, manifest(), '1.0.0')).toBe('1.0.1');
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

const input = (changes: object = {}) => ({
  name: 'token',
  type: 'string',
  title: 'Token',
  required: true,
  secret: false,
  ...changes,
});

test.each<[string, object[], object[], string, string]>([
  ['a new required input', [], [input()], '2.0.0', 'Owners have to enter something before it runs: Token.'],
  ['an input that becomes required', [input({ required: false })], [input()], '2.0.0', 'Token'],
  ['an input of another type', [input()], [input({ type: 'number' })], '2.0.0', 'Token'],
  ['a secret that is none any more', [input({ secret: true })], [input()], '2.0.0', 'Token'],
  ['a new optional input', [], [input({ required: false })], '1.5.0', 'auth inputs'],
  ['a new required input with a default', [], [input({ default: 'x' })], '1.5.0', 'auth inputs'],
  ['the same input', [input()], [input()], '1.4.10', 'stays the same'],
  // The database keeps a version with its fields in an order of its own, and a draft as it was written.
  [
    'the same in another order',
    [Object.fromEntries(Object.entries(input()).toReversed())],
    [input()],
    '1.4.10',
    'stays the same',
  ],
])('%s: says the version and why', (_change, from, to, version, reason) => {
  const latest = { version: '1.4.9', manifest: manifest({ authInputs: from }) };
  const proposed = proposeVersion(latest, manifest({ name: 'B', authInputs: to }));
  expect(proposed).toMatchObject({ version, reason: expect.stringContaining(reason) });
});
