import { expect, test } from 'vitest';
import { toTsQuery, toWords } from './to-words.ts';

test('words are letters and digits of any script, each once, twelve at most', () => {
  expect(toWords(`crm/erp & 'sync' | sync:* 日本語 naïve_2`)).toEqual(['crm', 'erp', 'sync', '日本語', 'naïve', '2']);
  expect(toWords(Array.from({ length: 50 }, (_, n) => `w${n}`).join(' '))).toHaveLength(12);
  expect(toWords(' !?()&|:* ')).toEqual([]);
});

test('a word may be the beginning of one, but for a single Latin letter or digit', () => {
  expect(toTsQuery(['tag', 'x', '語'])).toBe('tag:* & x & 語:*');
  expect(toTsQuery(['tag', 'x'], { weights: 'AB' })).toBe('tag:*AB & x:AB');
  expect(toTsQuery(['tag'], { whole: true })).toBe('tag');
});
