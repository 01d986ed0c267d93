import { expect, test } from 'vitest';
import { chooseWorkspace } from './choose-workspace.ts';

const workspaces = [
  { id: 'ws_1', name: 'One', role: 'member' as const, isSandbox: false },
  { id: 'ws_2', name: 'Two', role: 'owner' as const, isSandbox: false },
];

test('the workspace asked for wins, even one where the visitor may not install', () => {
  expect(chooseWorkspace(workspaces, 'ws_1')?.id).toBe('ws_1');
});

test('somebody else’s workspace is never chosen; the first in which one may install is', () => {
  expect(chooseWorkspace(workspaces, 'ws_9')?.id).toBe('ws_2');
});

test('nobody’s list has no workspace', () => {
  expect(chooseWorkspace([], null)).toBeUndefined();
});
