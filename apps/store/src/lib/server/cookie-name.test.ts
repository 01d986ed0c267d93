import { expect, test } from 'vitest';
import { cookieName } from './cookie-name.ts';

test('a cookie is bound to this very host where browsers take that, and has its plain name over http', () => {
  expect(cookieName('theme', 'https://store.example.com')).toBe('__Host-minimart_theme');
  expect(cookieName('theme', 'http://127.0.0.1:3000')).toBe('minimart_theme');
});
