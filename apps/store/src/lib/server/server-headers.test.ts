import { expect, test } from 'vitest';
import { serverHeaders } from './server-headers.ts';

const hsts = (origin: string | undefined) => Object.fromEntries(serverHeaders(origin))['strict-transport-security'];

test('browsers come back by https where there is https, for a year, to the hosts below as well', () => {
  expect(hsts('https://store.example.com')).toBe('max-age=31536000; includeSubDomains');
  expect([hsts('http://127.0.0.1:3000'), hsts(undefined)]).toEqual([undefined, undefined]);
});

test('what is no page may do nothing', () => {
  expect(Object.fromEntries(serverHeaders(undefined))['content-security-policy']).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});
