import { expect, test } from 'vitest';
import { isCommonPassword } from './is-common-password.ts';

test.each(['1234567890', 'qwertyuiop', 'Qwertyuiop', '1Q2W3E4R5T'])('%s is taken by many', (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each(['', 'constructor', '__proto__', 'four words by chance', 'qwertyuiop!kelp'])('%j is not', (password) => {
  expect(isCommonPassword(password)).toBe(false);
});
