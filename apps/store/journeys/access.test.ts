import { afterAll, beforeAll, expect, it } from 'vitest';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { agree, consentPath, shown } from './kit/pages.ts';
import { system } from './kit/system.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, otherOwner, member } = system.accounts;
const visitStore = useBrowser();
let mirror: TagMirror;
let installationId: string;
beforeAll(async () => {
  mirror = await openTagMirror();
  installationId = await installTagMirror(mirror.app, 'active');
});
afterAll(() => mirror[Symbol.asyncDispose]());

it.each([
  ['its list', () => `/workspaces/${owner.workspaceId}/apps`],
  ['an installation in it', () => `/workspaces/${owner.workspaceId}/apps/${installationId}`],
  ['the way out of it', () => `/workspaces/${owner.workspaceId}/apps/${installationId}/uninstall`],
  ['its review', () => `/workspaces/${owner.workspaceId}/apps/${installationId}/review`],
  [
    'its installation under a workspace of one’s own',
    () => `/workspaces/${otherOwner.workspaceId}/apps/${installationId}`,
  ],
])("answers 404 for another person's workspace: %s", async (_what, path) => {
  await using visit = await visitStore({ as: 'otherOwner' });
  const answer = await visit.page.goto(path());
  expect(answer?.status()).toBe(404);
  await shown(visit.page.getByRole('heading', { name: 'This page is not here' }).first());
  expect(await visit.page.content()).not.toContain(mirror.app.name);
});

it('sends a visitor who is signed out to sign in, and then back', async () => {
  await using visit = await visitStore();
  await visit.page.goto(`/workspaces/${owner.workspaceId}/apps?cursor=`);
  expect(new URL(visit.page.url()).searchParams.get('next')).toBe(`/workspaces/${owner.workspaceId}/apps?cursor=`);
});

it('tells a member who must decide, and offers no way to agree', async () => {
  await using other = await openTagMirror();
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  await page.goto(consentPath(other.app.slug, member.workspaceId));
  await shown(page.getByText(/an owner or admin decides/));
  await shown(page.getByRole('button', { name: 'Ask my owner' }));
  expect(await agree(page).count()).toBe(0);
});

it('lets a member read an installation, and change nothing', async () => {
  expect(member.workspaceId).toBe(owner.workspaceId);
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  const path = `/workspaces/${member.workspaceId}/apps/${installationId}`;
  await page.goto(path);
  await shown(page.getByRole('heading', { level: 1, name: mirror.app.name }));
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  expect(await page.getByRole('link', { name: /Uninstall/ }).count()).toBe(0);
  await page.goto(`${path}/uninstall`);
  expect(new URL(page.url()).pathname).toBe(path);
});

it('refuses a form that another site sends', async () => {
  const [cookie] = owner.cookies;
  const answer = await fetch(`${system.baseUrl}/workspaces/${owner.workspaceId}/apps/${installationId}/uninstall`, {
    method: 'POST',
    headers: {
      origin: 'https://tracker.example',
      cookie: `${cookie?.name}=${cookie?.value}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: '',
    redirect: 'manual',
  });
  expect(answer.status).toBe(403);
  // The page of a listing has all that pages have; what is refused has no less.
  const page = await fetch(`${system.baseUrl}/apps/${mirror.app.slug}`);
  const guards = ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'permissions-policy'];
  for (const name of guards) expect([name, answer.headers.get(name)]).toEqual([name, page.headers.get(name)]);
  for (const name of guards) expect(answer.headers.get(name)).toBeTruthy();
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
