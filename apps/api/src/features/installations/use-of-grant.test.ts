import { expect, test } from 'vitest';
import { registry } from '../../plugins.ts';
import { useOfGrant } from './use-of-grant.ts';

const early = new Date('2026-11-20T10:00:00Z');
const late = new Date('2026-11-24T10:00:00Z');
const use = (scope: string, uses: number, lastUsedAt: Date) => ({ subject: 'ins_1', scope, uses, lastUsedAt });

test('a call counts for the scope it needed', () => {
  const uses = [use('flow-tags:view', 3, early), use('flow-tags:manage', 1, late)];
  expect(useOfGrant(registry, ['flow-tags:view', 'flow-tags:manage', 'messages:send'], uses)).toEqual(
    new Map([
      ['flow-tags:view', { uses: 3, lastUsedAt: early }],
      ['flow-tags:manage', { uses: 1, lastUsedAt: late }],
      ['messages:send', { uses: 0, lastUsedAt: null }],
    ]),
  );
});

test('where the scope needed was only implied, the one that implies it was used', () => {
  const uses = [use('flow-tags:view', 3, early), use('flow-tags:manage', 1, late)];
  expect(useOfGrant(registry, ['flow-tags:manage'], uses)).toEqual(
    new Map([['flow-tags:manage', { uses: 4, lastUsedAt: late }]]),
  );
});

test('a scope that left the grant counts for nothing', () => {
  expect(useOfGrant(registry, ['flow-tags:view'], [use('messages:send', 9, late)])).toEqual(
    new Map([['flow-tags:view', { uses: 0, lastUsedAt: null }]]),
  );
});
