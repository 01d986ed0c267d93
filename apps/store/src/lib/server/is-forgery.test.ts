import { expect, test } from 'vitest';
import { isForgery } from './is-forgery.ts';

const own = 'https://store.example';
const asked = (method: string, origin?: string) => ({
  method,
  headers: new Headers(origin === undefined ? {} : { origin }),
});

test('a form of our own pages is let through', () => {
  expect(isForgery(asked('POST', own), own)).toBe(false);
});

test.each([
  ['https://evil.example'],
  ['https://store.example.evil.example'],
  ['http://store.example'],
  ['null'],
  [undefined],
])('a change that comes from %s is refused', (origin) => {
  expect(isForgery(asked('POST', origin), own)).toBe(true);
  expect(isForgery(asked('DELETE', origin), own)).toBe(true);
});

test('reading needs no origin', () => {
  expect(isForgery(asked('GET'), own)).toBe(false);
});
