import { expect, test } from 'vitest';
import type { Manifest } from '#lib/server/api.ts';
import { stepsOf, type DraftState, type Step } from './steps-of.ts';

const bare = {
  name: 'Tag Sync',
  slug: 'tag-sync',
  summary: 'Syncs.',
  description: '',
  category: 'other',
  screenshots: [],
  links: {},
  scopes: [],
  authInputs: [],
  requests: {},
} as unknown as Manifest;
const request = { method: 'POST', url: 'https://a.example' } as const;
const whole = {
  ...bare,
  description: 'It syncs.',
  category: 'sales',
  logo: 'asset:a',
  cover: 'asset:b',
  screenshots: [{ image: 'asset:c', alt: 'The list' }],
  links: { support: 'https://a.example', privacy: 'https://a.example' },
  requests: { subscribe: request, unsubscribe: request, dataErasure: request },
} as unknown as Manifest;

const state = (manifest: Manifest, change: Partial<DraftState> = {}): DraftState => ({
  appId: 'app_1',
  manifest,
  latest: null,
  proposed: { version: '1.0.0' },
  mistakes: [],
  warnings: [],
  ...change,
});
const find = (id: Step['id'], draft: DraftState) => stepsOf(draft).find((step) => step.id === id)!;

test('the steps come in the order of the work', () => {
  expect(stepsOf(state(bare)).map(({ label }) => label)).toEqual([
    'Settings',
    'Auth',
    'Scopes',
    'Requests',
    'Preview',
    'Publish',
  ]);
});

test('what is worth doing leads to its field, and goes once it is done', () => {
  const { state: stands, hints } = find('settings', state(bare));
  expect(stands).toBe('hints');
  expect(hints).toHaveLength(7);
  expect(hints).toContainEqual({
    message: 'Link to your privacy policy.',
    href: '/developer/apps/app_1/settings#draft-links-privacy',
  });
  expect(find('settings', state(whole))).toMatchObject({ state: 'done', hints: [] });
  expect(find('requests', state(whole))).toMatchObject({ state: 'done', hints: [] });
});

test('mistakes and warnings stand at the step of their field, and mistakes keep it from being published', () => {
  const mistakes = [{ path: 'manifest.scopes[0].id', message: 'No such scope.' }];
  const warnings = [{ path: 'manifest.requests.subscribe', message: 'No key.' }];
  const draft = state(whole, { mistakes, warnings });
  expect(find('scopes', draft)).toMatchObject({
    state: 'open',
    hints: [{ message: 'No such scope.', href: '/developer/apps/app_1/scopes#draft-scopes-0-id' }],
  });
  expect(find('requests', draft)).toMatchObject({ state: 'hints', hints: [{ message: 'No key.' }] });
  expect(find('versions', draft)).toMatchObject({
    state: 'open',
    says: expect.stringMatching(/^1 mistake above keeps/),
  });
});

test('publishing is done when the draft is the version that is out', () => {
  expect(find('versions', state(whole))).toMatchObject({
    state: 'ready',
    says: 'Not published yet.',
    action: { message: 'Publish version 1.0.0', href: '/developer/apps/app_1/versions/publish' },
  });
  expect(find('versions', state(whole, { latest: '1.2.0' })).says).toBe('The draft differs from version 1.2.0.');
  expect(find('versions', state(whole, { latest: '1.2.0', proposed: null }))).toMatchObject({
    state: 'done',
    hints: [],
  });
});

test('a step into which nothing was put is not called done', () => {
  const states = stepsOf(state(bare)).map(({ id, state: stands }) => [id, stands]);
  expect(Object.fromEntries(states)).toMatchObject({ auth: 'unused', scopes: 'unused', requests: 'unused' });
  const filled = { ...whole, authInputs: [{ name: 'a' }], scopes: [{ id: 'flows:view' }] } as unknown as Manifest;
  expect(find('auth', state(filled)).state).toBe('done');
  expect(find('scopes', state(filled)).state).toBe('done');
});

test('values that reach nobody are told', () => {
  const manifest = { ...bare, authInputs: [{ name: 'a' }] } as unknown as Manifest;
  expect(find('requests', state(manifest)).hints.map(({ message }) => message)).toEqual([
    'Owners fill in values that no request carries to your server.',
  ]);
});
