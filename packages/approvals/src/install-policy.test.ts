import { expect, test } from 'vitest';
import { assertAllowed } from './assert-allowed.ts';
import { installerKinds, mayDecideAs, mayInstallAs, standingOf } from './install-policy.ts';

test('who installs without asking, and who answers those who ask', () => {
  const roles = ['owner', 'admin', 'member'] as const;
  const table = installerKinds.map((installers) => [
    installers,
    roles.filter((role) => mayInstallAs(role, { installers })),
    roles.filter((role) => mayDecideAs(role, { installers })),
  ]);
  expect(table).toEqual([
    ['owners', ['owner'], ['owner']],
    ['managers', ['owner', 'admin'], ['owner', 'admin']],
    ['everyone', ['owner', 'admin', 'member'], ['owner', 'admin']],
  ]);
});

test.each([
  ['all', [], 'allowed'],
  ['all', ['app_1'], 'allowed'],
  ['allow', ['app_1'], 'allowed'],
  ['allow', [], 'unlisted'],
  ['allow', ['app_2'], 'unlisted'],
  ['block', ['app_1'], 'blocked'],
  ['block', ['app_2'], 'allowed'],
  ['block', [], 'allowed'],
] as const)('with the rule %s and the list %j the app app_1 is %s', (rule, appIds, standing) => {
  expect(standingOf('app_1', { rule, appIds })).toBe(standing);
  const assert = () => assertAllowed({ id: 'app_1', name: 'Tag Sync' }, { rule, appIds });
  if (standing === 'allowed') expect(assert).not.toThrow();
  else expect(assert).toThrow(expect.objectContaining({ code: 'app_not_allowed', extra: { standing } }));
});
