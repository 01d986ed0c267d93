import { expect, test } from 'vitest';
import { fitPolicy } from './fit-policy.ts';

const policy = "default-src 'self'; frame-ancestors 'none'";

test('nobody frames a page but our own the one that is made for it', () => {
  const origin = 'http://127.0.0.1:3000';
  expect(fitPolicy(policy, { mayBeFramed: false, origin })).toBe(policy);
  expect(fitPolicy(policy, { mayBeFramed: true, origin })).toBe("default-src 'self'; frame-ancestors 'self'");
});

test('over https, and there alone, everything is asked for by https', () => {
  const fit = (origin: string) => fitPolicy(policy, { mayBeFramed: false, origin });
  expect(fit('https://store.example.com')).toBe(`${policy}; upgrade-insecure-requests`);
});
