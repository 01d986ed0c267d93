import { expect, test } from 'vitest';
import { writeAmount } from './write-amount.ts';

test.each([
  [2500, 'usd', '25.00'],
  [5, 'EUR', '0.05'],
  [0, 'usd', '0.00'],
  [-1299, 'usd', '-12.99'],
  [2500, 'jpy', '2500'],
  [2500, 'kwd', '2.500'],
  [2500, 'xyz', '25.00'],
  [2500, 'points', '25.00'],
  [2500, '', '25.00'],
  [Number.MAX_SAFE_INTEGER, 'usd', '90071992547409.91'],
])('%d in %s is %s', (minorUnits, currency, text) => {
  expect(writeAmount(minorUnits, currency)).toBe(text);
});
