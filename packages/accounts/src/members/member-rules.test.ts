import { expect, test } from 'vitest';
import { workspaceRoles } from '../workspace-role.ts';
import { mayGrant } from './member-rules.ts';

test.each([
  ['owner', ['owner', 'admin', 'member']],
  ['admin', ['member']],
  ['member', []],
] as const)('nobody gives what they could not take: %s gives %j', (actor, given) => {
  expect(workspaceRoles.filter((role) => mayGrant(actor, role))).toEqual(given);
});
