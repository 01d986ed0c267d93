import { expect, test } from 'vitest';
import type { Installation } from '#lib/server/api.ts';
import { manageLinks } from './manage-links.ts';

const labels = (changes: object) =>
  manageLinks(
    { status: 'active', authInputs: [{}], key: {}, update: null, ...changes } as Installation,
    '/apps/ins_1',
  ).map(({ label }) => label);

test('leads to what fits the state', () => {
  expect(labels({})).toEqual(['Change what you entered', 'Switch permissions', 'Replace the key', 'Uninstall']);
  expect(labels({ authInputs: [], key: null })).toEqual(['Switch permissions', 'Uninstall']);
  expect(labels({ update: {} })[0]).toBe('See what the update changes');
  expect(labels({ status: 'failed' })).toEqual(['Correct it and try again', 'Uninstall']);
  expect(labels({ status: 'uninstalled' })).toEqual([]);
});

test('opens the form for what is still being set up, and goes to it for what failed', () => {
  const href = (status: string) =>
    manageLinks({ status, authInputs: [], key: null, update: null } as unknown as Installation, '/i')[0]?.href;
  expect([href('pending'), href('failed')]).toEqual(['/i?edit', '/i']);
});
