import { expect, test } from 'vitest';
import { offerPlatform } from './offer-platform.ts';

const platform = { name: 'Acme', path: '/v1/auth/platform' };
const at = (address: string) => new URL(address, 'http://store.test');
const href = '/v1/auth/platform?next=%2Fapps%2Fx%3Fa%3D1&from=%2Fde%2Fsign-in&language=en';

test('the platform is offered with where the visitor wanted to go, and why it failed', () => {
  expect(offerPlatform({ password: true, platform: null }, at('/sign-in'), '/')).toBeUndefined();
  const told = { password: true, platform };
  expect(offerPlatform(told, at('/de/sign-in'), '/apps/x?a=1')).toEqual({ name: 'Acme', href, failure: undefined });
  expect(offerPlatform(told, at('/sign-in?platform=unreachable'), '/')?.failure).toMatch(/^Acme does not answer/);
});

test('without passwords the visitor is sent straight there, but is told first when it failed', () => {
  const told = { password: false, platform };
  let thrown: unknown;
  try {
    offerPlatform(told, at('/de/sign-in'), '/apps/x?a=1');
  } catch (redirect) {
    thrown = redirect;
  }
  expect(thrown).toMatchObject({ status: 303, location: href });
  expect(offerPlatform(told, at('/sign-in?platform=expired'), '/')?.failure).toMatch(/begin again/);
});
