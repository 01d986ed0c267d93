import { expect, test } from 'vitest';
import { mayInstallAs, standingIn, stopFor } from './stop-for.ts';

const app = { id: 'app_1', slug: 'a', name: 'A' };
const policy = { installers: 'managers', rule: 'all', apps: [] } as const;

test.each([
  ['owner', policy, undefined],
  ['admin', policy, undefined],
  ['member', policy, { why: 'role', mayAsk: true, deciders: 'managers' }],
  ['member', { ...policy, installers: 'everyone' }, undefined],
  ['admin', { ...policy, installers: 'owners' }, { why: 'role', mayAsk: true, deciders: 'owners' }],
  ['owner', { ...policy, rule: 'block', apps: [app] }, { why: 'blocked', mayAsk: false, ownsPolicy: true }],
  ['member', { ...policy, rule: 'block', apps: [app] }, { why: 'blocked', mayAsk: false }],
  ['member', { ...policy, rule: 'allow', apps: [] }, { why: 'unlisted', mayAsk: true }],
  ['owner', { ...policy, rule: 'allow', apps: [] }, { why: 'unlisted', mayAsk: false }],
  ['owner', { ...policy, rule: 'allow', apps: [app] }, undefined],
] as const)('%s with %j', (role, rules, stop) => {
  const found = stopFor({ role, policy: { ...rules, apps: [...rules.apps] }, appId: 'app_1' });
  if (stop === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(stop);
});

test('says what the API says', () => {
  expect(mayInstallAs('member', { installers: 'managers' })).toBe(false);
  expect(standingIn({ rule: 'block', apps: [app] }, 'app_2')).toBe('allowed');
});
