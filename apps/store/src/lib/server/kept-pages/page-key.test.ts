import { expect, test } from 'vitest';
import { pageKey, type PageRequest } from './page-key.ts';

const key = ({ path = '/', ...changes }: Partial<PageRequest> & { path?: string } = {}) =>
  pageKey({
    method: 'GET',
    routeId: '/',
    origin: 'https://store.example',
    theme: 'system',
    locale: 'en',
    hasSession: false,
    url: new URL(path, 'https://store.example'),
    ...changes,
  });

test('a page is kept by what it depends on', () => {
  const keys = [
    key(),
    key({ theme: 'dark' }),
    key({ locale: 'de' }),
    key({ path: '/?query=tags' }),
    key({ path: '/?query=tags&sort=name' }),
    key({ path: '/apps/tag-sync', routeId: '/apps/[slug]' }),
    key({ origin: 'https://other.example' }),
  ];
  expect(keys.every((each) => each !== undefined)).toBe(true);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['for who is signed in', { hasSession: true }],
  ['that is an answer to a form', { method: 'POST' }],
  ['that shows what a link shows', { routeId: '/apps/[slug]', path: '/apps/tag-sync?link=abc' }],
  ['of a workspace', { routeId: '/workspaces/[workspaceId]/apps', path: '/workspaces/ws_1/apps' }],
  ['to agree on', { routeId: '/apps/[slug]/install', path: '/apps/tag-sync/install' }],
  ['to sign in on', { routeId: '/sign-in', path: '/sign-in' }],
  ['that leads nowhere', { routeId: null, path: '/nowhere' }],
  ['with an endless query', { path: `/?query=${'x'.repeat(300)}` }],
] as const)('no page is kept %s', (_what, changes) => {
  expect(key(changes)).toBeUndefined();
});
