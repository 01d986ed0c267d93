import { expect, test } from 'vitest';
import { registry } from '../../plugins.ts';
import { sumScopeUse } from './sum-scope-use.ts';

const since = new Date('2026-10-25T00:00:00Z');
const before = new Date('2026-09-01T00:00:00Z');
const after = new Date('2026-11-01T00:00:00Z');
const group = (scopes: string[], installationIds: string[], unchangedSince: Date) => {
  return { scopes, installationIds, unchangedSince };
};

test('calls a scope unused only when an installation held it all the time and none called', () => {
  const groups = [
    group(['flow-tags:view', 'messages:send'], ['ins_1', 'ins_2'], before),
    group(['flow-tags:view', 'segments:view'], ['ins_3'], after),
  ];
  const uses = [
    { group: 0, scope: 'flow-tags:view', uses: 0, lastUsedAt: before },
    { group: 1, scope: 'flow-tags:view', uses: 2, lastUsedAt: after },
  ];
  expect(sumScopeUse(registry, groups, { uses, since })).toEqual([
    { id: 'flow-tags:view', installations: 3, uses: 2, lastUsedAt: after, standing: 'used' },
    { id: 'messages:send', installations: 2, uses: 0, lastUsedAt: null, standing: 'unused' },
    { id: 'segments:view', installations: 1, uses: 0, lastUsedAt: null, standing: 'too_early' },
  ]);
});

test('counts a call for the scope that implied what it needed, where that one was not held', () => {
  const groups = [group(['flow-tags:manage'], ['ins_1'], before)];
  const uses = [{ group: 0, scope: 'flow-tags:view', uses: 4, lastUsedAt: after }];
  expect(sumScopeUse(registry, groups, { uses, since })).toMatchObject([
    { id: 'flow-tags:manage', uses: 4, standing: 'used' },
  ]);
});

test('says nothing of an app that nobody has', () => {
  expect(sumScopeUse(registry, [], { uses: [], since })).toEqual([]);
});
