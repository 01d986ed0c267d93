import { expect, it } from 'vitest';
import { explainConsent } from './consent-words.ts';

const said = { version: '1.1.0', fromVersion: '1.0.0', user: { name: 'Ada' } };

it.each([
  ['install', 'Ada agreed to version 1.1.0 and installed it.'],
  ['update', 'Ada agreed to the change from version 1.0.0 to 1.1.0.'],
  ['scopes', 'Ada changed what it may do.'],
  ['decline', 'Ada declined version 1.1.0.'],
] as const)('says what %s was', (kind, sentence) => {
  expect(explainConsent({ ...said, kind })).toBe(sentence);
});

it('does not need a name', () => {
  expect(explainConsent({ ...said, kind: 'scopes', user: { name: null } })).toBe(
    'Somebody who has left changed what it may do.',
  );
});
