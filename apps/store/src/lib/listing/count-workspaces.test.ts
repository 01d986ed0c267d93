import { speak } from '@minimart/messages/server';
import { expect, test } from 'vitest';
import { countWorkspaces } from './count-workspaces.ts';

test.each([
  [0, 'No workspace yet'],
  [1, '1 workspace'],
  [2, '2+ workspaces'],
  [20_000, '20,000+ workspaces'],
])('%i installs are %j', (installs, words) => {
  expect(countWorkspaces(installs)).toBe(words);
});

test('in German, too', () => {
  expect(speak('de', () => [0, 1, 20_000].map(countWorkspaces))).toEqual([
    'Noch keinem Workspace',
    '1 Workspace',
    '20.000+ Workspaces',
  ]);
});
