import fc from 'fast-check';
import { mintToken } from '@minimart/tokens';
import { expect, test } from 'vitest';
import { findKeys, keyPattern, redactKeys } from './index.ts';

test('the pattern for secret scanners matches every key that is issued, whole', () => {
  for (let count = 0; count < 2_000; count += 1) {
    const plain = mintToken(count % 2 === 0 ? 'mm_live' : 'mm_test');
    expect(new RegExp(keyPattern).exec(`key=${plain};`)?.[0]).toBe(plain);
    expect(findKeys(`{"a":"${plain}"}`)).toEqual([plain]);
  }
});

test('finds keys wherever they stand, once each, and nothing that mistypes one', () => {
  const [one, two] = [mintToken('mm_live'), mintToken('mm_test')];
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(findKeys(`${before}${one}-${two} ${one}${after}`)).toEqual(expect.arrayContaining([one, two]));
    }),
  );
  expect(findKeys(`${one}${two}`)).toEqual([one, two]);
  expect(findKeys(one.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')))).toEqual([]);
  expect(findKeys('mm_live_ mm_test_x')).toEqual([]);
});

test('finds a key that is glued to the beginning of what is none', () => {
  const key = mintToken('mm_live');
  for (const falseStart of [`mm_live_${'A'.repeat(36)}`, 'mm_live_', 'mm_test_mm_', `mm_live_${'A'.repeat(30)}`])
    expect(findKeys(falseStart + key)).toEqual([key]);
});

test('redacts every key, wherever it stands, to what may be shown of it', () => {
  const [one, two] = [mintToken('mm_live'), mintToken('mm_test')];
  const redacted = redactKeys(`https://example.com/${one}?k=${two}&k=${one}`);
  const shown = (key: string) => `${key.slice(0, 12)}...${key.slice(-4)}`;
  expect(redacted).toBe(`https://example.com/${shown(one)}?k=${shown(two)}&k=${shown(one)}`);
  expect(redactKeys('nothing here')).toBe('nothing here');
});

test('a text of a megabyte that is full of beginnings is searched at once', () => {
  expect(findKeys('mm_live_'.repeat(131_072))).toEqual([]);
});
