import { expect, test } from 'vitest';
import type { ListingScope } from './api.ts';
import { groupScopes } from './group-scopes.ts';

const scope = (id: string, group: string, verb: ListingScope['verb']): ListingScope => ({
  id,
  group,
  verb,
  label: id,
  description: '',
  risk: 'low',
  icon: 'tag',
  reason: 'Because.',
  optional: false,
});

test('groups by thing in the order of the developer, seeing before changing before sending', () => {
  const groups = groupScopes([
    scope('flow-tags:manage', 'Tags', 'change'),
    scope('sub-flows:send', 'Sending', 'send'),
    scope('flow-tags:view', 'Tags', 'see'),
  ]);
  expect(groups.map(({ name, scopes }) => [name, ...scopes.map(({ id }) => id)])).toEqual([
    ['Tags', 'flow-tags:view', 'flow-tags:manage'],
    ['Sending', 'sub-flows:send'],
  ]);
});
