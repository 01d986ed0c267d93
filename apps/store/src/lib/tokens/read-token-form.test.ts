import { expect, test } from 'vitest';
import { readTokenForm } from './read-token-form.ts';

const now = new Date('2027-03-01T12:00:00Z');

function read(entries: [string, string][]) {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return readTokenForm(form, now);
}
const good: [string, string][] = [
  ['name', ' CI '],
  ['scopes', 'operator'],
  ['scopes', 'apps:read'],
];

test.each([
  [[['expiry', '7']], '2027-03-08T12:00:00.000Z'],
  [
    [
      ['expiry', '90'],
      ['date', 'nonsense'],
    ],
    '2027-05-30T12:00:00.000Z',
  ],
  [
    [
      ['expiry', 'date'],
      ['date', '2027-03-01'],
    ],
    '2027-03-01T23:59:59.000Z',
  ],
  [
    [
      ['expiry', 'date'],
      ['date', '2028-02-29'],
    ],
    '2028-02-29T23:59:59.000Z',
  ],
] as [[string, string][], string][])('%j expires at %s', (entries, expiresAt) => {
  const body = { name: 'CI', scopes: ['apps:read', 'operator'], expiresAt };
  expect(read([...good, ...entries])).toMatchObject({ ok: true, body });
});

test.each([
  [[]],
  [[['expiry', '8']]],
  [[['expiry', 'date']]],
  [
    [
      ['expiry', 'date'],
      ['date', '2027-02-28'],
    ],
  ],
  [
    [
      ['expiry', 'date'],
      ['date', '2028-03-02'],
    ],
  ],
  [
    [
      ['expiry', 'date'],
      ['date', '2027-06-31'],
    ],
  ],
] as [[string, string][]][])('%j is no time to expire', (entries) => {
  expect(read([...good, ...entries])).toMatchObject({ ok: false, wrong: { date: expect.any(String) } });
});

test('what is missing is told at each field, and a scope that there is not is none', () => {
  const { ok, ...told } = read([
    ['scopes', 'everything'],
    ['expiry', '7'],
    ['name', 'x'.repeat(81)],
  ]);
  expect(ok).toBe(false);
  expect(Object.keys((told as { wrong: object }).wrong)).toEqual(['name', 'scopes']);
});
