import { expect, test } from 'vitest';
import { rolesToGrant } from './member-rules.ts';

test('nobody gives what they could not take: owners every role, admins that of members, members none', () => {
  expect(rolesToGrant('owner')).toEqual(['owner', 'admin', 'member']);
  expect(rolesToGrant('admin')).toEqual(['member']);
  expect(rolesToGrant('member')).toEqual([]);
});
