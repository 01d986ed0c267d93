import { expect, test } from 'vitest';
import { toPlainWords } from './to-plain-words.ts';

test.each([
  ['  Works.  ', 'Works.'],
  ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
  ['one\n\n\n\n \ntwo', 'one\n\ntwo'],
  ['a\u202Eb\u2066c\u200Bd\u0007e\uFEFFf', 'abcdef'],
  ['<script>alert(1)</script> [x](javascript:1)', '<script>alert(1)</script> [x](javascript:1)'],
  ['\u200B\u202E\n\t', ''],
  ['\u200D', ''],
  [' \u3164\u2800\u{E0041}\uFE0F ', ''],
  ['x \u3164\u{E0041}y', 'x y'],
  ['half \ud800', 'half \uFFFD'],
])('%j becomes %j', (text, words) => {
  expect(toPlainWords(text)).toBe(words);
});

test('words and emoji of other languages stay as they are', () => {
  for (const text of ['سلام، می‌خواهم', 'ทั้งหมดดีมาก', 'Việt Nam', '👩‍💻 ❤️ gut', '葛\u{E0100}城市', 'हिन्दी में'])
    expect(toPlainWords(text)).toBe(text.normalize('NFC'));
});

test('marks are not piled up', () => {
  expect(toPlainWords(`a${'\u0335'.repeat(50)}`)).toBe(`a${'\u0335'.repeat(3)}`);
});

// Quadratic, this would take minutes: a measure of growth, not of speed.
test('a long run of spaces, breaks or marks is read in time that grows with its length alone', () => {
  for (const run of [' ', '\u00A0', '\n \t', '\r', '\u0301', '\u0301\u0327'])
    expect(toPlainWords(`a${run.repeat(300_000)}b`)).toMatch(/b$/);
});
