import { expect, test } from 'vitest';
import { summariseUse } from './summarise-use.ts';

const now = '2026-11-27T12:00:00.000Z';
const old = '2026-06-01T00:00:00.000Z';
const scope = (label: string, isUsed: boolean, changes: object = {}) => ({
  label,
  granted: true,
  optional: false,
  lastUsedAt: isUsed ? now : null,
  ...changes,
});
const words = (grant: ReturnType<typeof scope>[], createdAt = old) => summariseUse({ grant, createdAt }, now);

test.each([
  [[], 'No permission'],
  [[scope('A', true)], '1 permission, used in the last 30 days'],
  [[scope('A', false)], '1 permission, not used in the last 30 days'],
  [[scope('A', true), scope('B', true)], '2 permissions, all used in the last 30 days'],
  [[scope('A', true), scope('B', false), scope('C', false)], '3 permissions, 1 used in the last 30 days'],
  [[scope('A', false), scope('B', false)], '2 permissions, none used in the last 30 days'],
])('counts what was used (%#)', (grant, text) => {
  expect(words(grant).text).toBe(text);
});

test('does not count days before it was installed', () => {
  expect(words([scope('A', false)], '2026-11-26T00:00:00.000Z').text).toBe('1 permission, not used so far');
});

test('names what was not used, leaves out what was not agreed to, and knows what can be switched off', () => {
  const required = [scope('A', true), scope('B', false), scope('C', false, { granted: false, optional: true })];
  expect(words(required)).toMatchObject({ unused: ['B'], hasSpare: false });
  expect(words([...required, scope('D', false, { optional: true })])).toMatchObject({
    unused: ['B', 'D'],
    hasSpare: true,
  });
});
