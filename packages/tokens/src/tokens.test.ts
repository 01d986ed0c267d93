import { expect, test } from 'vitest';
import {
  createId,
  describeToken,
  hashToken,
  mintToken,
  parseToken,
  replaceTokens,
  tokenPattern,
  hashTokenHex,
} from './index.ts';

test('a minted token has 32 random characters and a checksum, and parses', () => {
  const token = mintToken('mm_live');
  expect(token).toMatch(/^mm_live_[0-9A-Za-z]{38}$/);
  expect(parseToken(token, ['mm_test', 'mm_live'])).toEqual({ ok: true, prefix: 'mm_live' });
});

test('the checksum is CRC-32 over all before it, in base62', () => {
  // Computed once with another implementation (zlib of Python).
  const token = mintToken('mm_live', () => '0'.repeat(32));
  expect(token).toBe(`mm_live_${'0'.repeat(32)}0rygRy`);
});

test('every single mistyped character is caught without a look-up', () => {
  const token = mintToken('mm_live');
  for (let at = 8; at < token.length; at += 1) {
    const wrong = token.slice(0, at) + (token[at] === 'x' ? 'y' : 'x') + token.slice(at + 1);
    expect(parseToken(wrong, ['mm_live'])).toEqual({ ok: false, reason: 'checksum' });
  }
});

test.each([
  '',
  'mm_live_',
  ' mm_live_x',
  'mm_live_\u0430'.padEnd(46, 'a'),
  `mm_live_${'a'.repeat(39)}`,
  `MM_LIVE_${'a'.repeat(38)}`,
])('refuses %j as malformed', (text) =>
  expect(parseToken(text, ['mm_live'])).toEqual({ ok: false, reason: 'malformed' }),
);

test('shows the prefix with four characters, and the last four', () => {
  expect(describeToken('mm_live_ab12345678901234567890123456789xYz')).toEqual({
    start: 'mm_live_ab12',
    lastFour: '9xYz',
  });
});

test('hashes to 32 bytes and scanners recognise each token', () => {
  const token = mintToken('mm_pat');
  expect(hashToken(token)).toHaveLength(32);
  expect(new RegExp(tokenPattern(['mm_live', 'mm_pat'])).exec(`key=${token};`)?.[0]).toBe(token);
});

test('a token is replaced wherever it stands, whatever its kind; what only looks like one is not', () => {
  const [one, two] = [mintToken('mm_live'), mintToken('key')];
  const mistyped = one.slice(0, -1) + (one.endsWith('a') ? 'b' : 'a');
  const say = (first: string, second: string) => `"${first}" x_${second}z, n${first} ${mistyped}`;
  expect(replaceTokens(say(one, two), (token) => `<${token.length}>`)).toBe(say(`<${one.length}>`, `<${two.length}>`));
});

test('identifiers say what they name', () => expect(createId('app')).toMatch(/^app_[0-9A-Za-z]{20}$/));

test('the hash in hexadecimal digits is the hash', () => {
  const token = mintToken('mm_live');
  expect(hashTokenHex(token)).toBe(hashToken(token).toString('hex'));
});
