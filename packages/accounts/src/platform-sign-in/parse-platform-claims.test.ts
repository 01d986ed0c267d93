import { expect, test } from 'vitest';
import { parsePlatformClaims } from './parse-platform-claims.ts';

const read = (claims: Record<string, unknown>) =>
  parsePlatformClaims({ sub: 'acme-1', ...claims }, { issuer: 'https://id.acme.example', workspacesClaim: undefined });

test.each([
  [{ name: 'Ada Acme', given_name: 'X' }, 'Ada Acme'],
  [{ given_name: 'Ada', family_name: 'Acme' }, 'Ada Acme'],
  [{ name: 'A\u202Eda', preferred_username: 'ada' }, 'ada'],
  [{ name: 'x'.repeat(81), email: 'ada.acme@acme.example' }, 'ada.acme'],
  [{ name: 7, email: '---@acme.example' }, 'Member'],
])('whoever has %o is called %s', (claims, name) => {
  expect(read(claims)).toMatchObject({ ok: true, person: { name, workspaces: undefined } });
});

test.each([
  [{ email: 'Ada@Acme.example', email_verified: true }, 'ada@acme.example', true],
  [{ email: 'ada@acme.example', email_verified: 'true' }, 'ada@acme.example', true],
  [{ email: 'ada@acme.example' }, 'ada@acme.example', false],
  [{ email: 'ada@acme.example', email_verified: 1 }, 'ada@acme.example', false],
  [{ email: 'ada@acme.example', email_verified: ['true'] }, 'ada@acme.example', false],
  [{ email: 'a b@acme.example', email_verified: true }, undefined, false],
  [{ email: 'a\0@acme.example', email_verified: true }, undefined, false],
  [{ email: 'acme.example', email_verified: true }, undefined, false],
  [{ email: `${'x'.repeat(65)}@acme.example`, email_verified: true }, undefined, false],
  [{ email: ['ada@acme.example'], email_verified: true }, undefined, false],
  // A small letter of another alphabet stays itself; the sign for kelvin would become a k, and so somebody else's address.
  [{ email: 'ÉLISE@acme.example', email_verified: true }, 'élise@acme.example', true],
  [{ email: 'mi\u212Ae@acme.example', email_verified: true }, undefined, false],
  [{ email: 'm\u0130ke@acme.example', email_verified: true }, undefined, false],
])('%o has the address %s, verified: %s', (claims, email, isEmailVerified) => {
  expect(read(claims)).toMatchObject({ person: { email, isEmailVerified } });
});

test.each([undefined, '', 7, 'ä', 'a\0', 'x'.repeat(256)])('the subject %j is refused', (sub) => {
  expect(read({ sub })).toMatchObject({ ok: false, reason: 'claim', field: 'sub', fault: 'subject' });
});
