import { expect, test } from 'vitest';
import { createRedactor, redacted } from './redact-secrets.ts';

const key = 'mm_live_Ab12Cd34Ef56Gh78';
const awkward = 'p&ss "w/o\\rd"+é<1>';

test.each([
  ['plain', (s: string) => s],
  ['JSON', (s: string) => JSON.stringify({ got: s })],
  ['JSON as PHP writes it', (s: string) => JSON.stringify(s).replaceAll('/', '\\/')],
  ['JSON in ASCII', (s: string) => JSON.stringify(s).replaceAll('é', '\\u00e9')],
  ['a URL', (s: string) => `https://x.test/?k=${encodeURIComponent(s)}`],
  ['a URL in lower-case hex', (s: string) => encodeURIComponent(s).replace(/%../g, (c) => c.toLowerCase())],
  ['a form', (s: string) => new URLSearchParams({ s }).toString()],
  ['base64', (s: string) => Buffer.from(s).toString('base64')],
  ['base64url', (s: string) => Buffer.from(s).toString('base64url')],
  ['hex', (s: string) => Buffer.from(s).toString('hex')],
  ['JSON within JSON', (s: string) => JSON.stringify({ got: JSON.stringify({ token: s }) })],
  ['base64 of JSON', (s: string) => Buffer.from(JSON.stringify(s).slice(1, -1)).toString('base64')],
  ['JSON in a URL', (s: string) => encodeURIComponent(JSON.stringify(s).slice(1, -1))],
  ['hex of a form', (s: string) => Buffer.from(new URLSearchParams({ s }).toString().slice(2)).toString('hex')],
])('takes a secret out of a text that carries it as %s', (_, write) => {
  const redactor = createRedactor([key, awkward]);
  for (const secret of [key, awkward]) {
    const clean = redactor.text(`before ${write(secret)} after`);
    expect(clean).toContain(redacted);
    expect(clean).not.toContain(write(secret));
    expect(clean).toMatch(/^before .* after$/);
  }
});

test.each([0, 1, 2, 3])('finds a secret in base64 of a text where it stands at byte %i', (offset) => {
  const encoded = Buffer.from(`${'x'.repeat(offset)}${key}, thank you`).toString('base64');
  const clean = createRedactor([key]).text(encoded);
  expect(Buffer.from(clean.replaceAll(redacted, ''), 'base64').toString()).not.toContain(key.slice(3, 20));
  expect(clean).toContain(redacted);
});

test('takes secrets out of header names and values', () => {
  expect(createRedactor([key]).headers({ 'x-echo': `Bearer ${key}`, [key]: '1' })).toEqual({
    'x-echo': `Bearer ${redacted}`,
    [redacted]: '1',
  });
});

test('finds a secret in a header name in any letter case, since HTTP clients lower them', () => {
  const { headers } = createRedactor([key]);
  expect(headers({ [`x-${key.toLowerCase()}`]: '1', [`X-${key.toUpperCase()}`]: '2' })).toEqual({
    [`x-${redacted}`]: '2',
  });
});

test.each(['mm_live_', 'mm_test_', 'whsec_'])('what follows %s alone is the secret, too', (prefix) => {
  const random = 'Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78St';
  const redactor = createRedactor([prefix + random]);
  for (const text of [random, Buffer.from(`x${random}`).toString('base64'), Buffer.from(random).toString('hex')]) {
    expect(redactor.text(`got ${text}!`)).not.toContain(text.slice(4, 30));
  }
  expect(redactor.cutText(`got ${random.slice(0, 20)}`)).toBe(`got ${redacted}`);
  expect(redactor.headers({ 'x-echo': random })).toEqual({ 'x-echo': redacted });
});

test('a word before an underline is no kind of secret when little follows it', () => {
  expect(createRedactor(['open_sesame']).text('sesame, or open_sesame')).toBe(`sesame, or ${redacted}`);
});

test.each([
  'Set-Cookie',
  'set-cookie2',
  'cookie',
  'Authorization',
  'proxy-authorization',
  'authentication-info',
  'x-session-id',
  'X-Api-Key',
  'x-auth-token',
  'x-client-secret',
])('keeps no value of the header %s, known secret or not', (name) => {
  expect(createRedactor([]).headers({ [name]: 'sid=s3cr3t; HttpOnly' })).toEqual({ [name.toLowerCase()]: redacted });
});

test.each(['content-type', 'retry-after', 'www-authenticate', 'x-request-id', 'etag'])(
  'keeps the header %s',
  (name) => {
    expect(createRedactor([key]).headers({ [name]: 'value' })).toEqual({ [name]: 'value' });
  },
);

test('a secret that contains another leaves nothing of itself', () => {
  expect(createRedactor(['abcdef', 'abcdefghij']).text('abcdefghij')).toBe(redacted);
});

test('takes the beginning of a secret off the end of a text that was cut', () => {
  const redactor = createRedactor([key]);
  expect(redactor.cutText(`x ${key.slice(0, 15)}`)).toBe(`x ${redacted}`);
  expect(redactor.cutText('ordinary text')).toBe('ordinary text');
});

const long = Array.from({ length: 20 }, (_, n) => `${n} ${'k9Xw/&<" é'.repeat(999)}`);

test.each([
  ['a trace of it', (secret: string) => `x ${secret.slice(0, 300)} `.padEnd(65_536, '.')],
  ['the beginning of it where it was cut', (secret: string) => `x ${secret.slice(0, 60)}`.padStart(65_536, '.')],
])('a server that answers with %s does not keep us busy with long secrets, and gets none of it kept', (_, write) => {
  const started = process.cpuUsage();
  const kept = long.map((secret) => createRedactor(long).cutText(write(secret)));
  expect(process.cpuUsage(started).user).toBeLessThan(20 * 250_000);
  expect(long.filter((secret, n) => kept[n]!.includes(secret.slice(0, 10)))).toEqual([]);
});

test('an answer that shows nothing of long secrets is kept, but for the beginning of one at its end', () => {
  const redactor = createRedactor(long);
  expect(redactor.text('fine')).toBe('fine');
  expect(redactor.cutText(`fine 7 k9`)).toBe(`fine ${redacted}`);
  expect(redactor.text(`got ${long[7]}`)).toBe(redacted);
  expect(redactor.headers({ 'X-Echo': long[7]!, 'X-Other': 'fine' })).toEqual({
    'x-echo': redacted,
    'x-other': 'fine',
  });
});

test('without secrets a text stays as it is, and an empty secret is none', () => {
  expect(createRedactor([]).text('abc')).toBe('abc');
  expect(createRedactor(['']).text('abc')).toBe('abc');
});
