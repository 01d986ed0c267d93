import { expect, it } from 'vitest';
import type { Release } from '#lib/server/api.ts';
import { canRollBack, standingOf } from './standing-of.ts';

const release = (version: string, status: Release['status'], isInStore = false) =>
  ({ version, status, isInStore, percentage: status === 'staged' ? 25 : 100 }) as Release;

it.each([
  [release('1.2.0', 'staged'), 'Out for 25 %'],
  [release('1.1.0', 'released', true), 'Out for everybody'],
  [release('1.0.0', 'released'), 'Replaced by a later one'],
  [release('0.9.0', 'rolled_back'), 'Rolled back'],
])('$status: $1', (given, word) => expect(standingOf(given).word).toBe(word));

it('rolls back what leaves another version that is out for everybody', () => {
  const staged = [release('1.1.0', 'staged'), release('1.0.0', 'released', true)];
  expect(canRollBack('1.1.0', staged)).toBe(true);
  expect(canRollBack('1.0.0', staged)).toBe(false);
  const both = [release('1.1.0', 'released', true), release('1.0.0', 'released')];
  expect(both.map(({ version }) => canRollBack(version, both))).toEqual([true, true]);
  const after = [release('1.1.0', 'rolled_back'), release('1.0.0', 'released', true)];
  expect(after.map(({ version }) => canRollBack(version, after))).toEqual([false, false]);
});
