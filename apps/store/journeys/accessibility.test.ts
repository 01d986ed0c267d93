import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { openReceiver } from './kit/open-receiver.ts';
import { agree, consentPath, shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, tagMirrorManifest, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, otherOwner } = system.accounts;
const visitStore = useBrowser();
const list = `/workspaces/${owner.workspaceId}/apps`;
const at: Record<'active' | 'pending' | 'failed' | 'uninstalled', string> = {
  active: '',
  pending: '',
  failed: '',
  uninstalled: '',
};
const mirrors: TagMirror[] = [];
let fresh: TagMirror;

beforeAll(async () => {
  const [active, failed, uninstalled] = await Promise.all([openTagMirror(), openTagMirror(), openTagMirror()]);
  fresh = await openTagMirror();
  mirrors.push(active, failed, uninstalled, fresh);
  failed.server.answer = { status: 422, body: JSON.stringify({ message: 'The token is not ours.' }) };
  const closed = await openReceiver();
  await closed[Symbol.asyncDispose]();
  const unreachable = await publishApp(tagMirrorManifest(closed.url));
  const ids = await Promise.all([
    installTagMirror(active.app, 'active'),
    installTagMirror(unreachable, 'pending'),
    installTagMirror(failed.app, 'failed'),
    installTagMirror(uninstalled.app, 'active'),
  ]);
  [at.active, at.pending, at.failed, at.uninstalled] = ids.map((id) => `${list}/${id}`) as [
    string,
    string,
    string,
    string,
  ];
  const path = { workspaceId: owner.workspaceId, installationId: ids[3] };
  await apiAs(owner.token).DELETE('/v1/workspaces/{workspaceId}/installations/{installationId}', { params: { path } });
});
afterAll(() => Promise.all(mirrors.map((mirror) => mirror[Symbol.asyncDispose]())));

it.each<[string, () => string]>([
  ['home', () => '/'],
  ['a search that finds nothing', () => '/?query=zzzqqq&category=marketing'],
  ['a listing', () => `/apps/${fresh.app.slug}`],
  ['a listing of the demo', () => '/apps/tag-sync'],
  ['signing in', () => '/sign-in?next=/'],
  ['an address that leads nowhere', () => '/apps/no-such-app'],
])('%s passes WCAG in both themes and fits a phone', async (_page, path) => {
  await using visit = await visitStore();
  await visit.page.goto(path());
  expect(await inspectPage(visit.page)).toEqual([]);
});

it.each<[string, () => string]>([
  ['consent', () => consentPath(fresh.app.slug)],
  ['an active installation', () => at.active],
  ['a pending installation', () => at.pending],
  ['correcting a pending installation', () => `${at.pending}?edit`],
  ['a failed installation', () => at.failed],
  ['an uninstalled installation', () => at.uninstalled],
  ['the installed apps', () => list],
  ['the bot', () => `/workspaces/${owner.workspaceId}/bot`],
  ['a search for people that finds nobody', () => `/workspaces/${owner.workspaceId}/bot?search=zzzqqq`],
  ['the confirmation of uninstalling', () => `${at.active}/uninstall`],
])('%s passes WCAG in both themes and fits a phone, signed in', async (_page, path) => {
  await using visit = await visitStore({ as: 'owner' });
  await visit.page.goto(path());
  expect(await inspectPage(visit.page)).toEqual([]);
});

it('a list without installed apps passes', async () => {
  await using visit = await visitStore({ as: 'otherOwner' });
  await visit.page.goto(`/workspaces/${otherOwner.workspaceId}/apps`);
  await shown(visit.page.getByRole('heading', { name: 'No apps installed' }));
  expect(await inspectPage(visit.page)).toEqual([]);
});

it('consent for a member, who may not decide, passes', async () => {
  await using visit = await visitStore({ as: 'member' });
  await visit.page.goto(consentPath(fresh.app.slug));
  expect(await inspectPage(visit.page)).toEqual([]);
});

it.each<[string, (page: Page) => Promise<unknown>]>([
  [
    'consent with errors',
    async (page) => {
      await page.goto(consentPath(fresh.app.slug));
      await agree(page).click();
      await shown(page.getByRole('alert'));
    },
  ],
  [
    'signing in with errors',
    async (page) => {
      await page.context().clearCookies();
      await page.goto('/sign-in?next=/');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await shown(page.getByRole('alert'));
    },
  ],
  [
    'an open menu and an open technical name',
    async (page) => {
      await page.goto(`/apps/${fresh.app.slug}`);
      await page.getByText('Technical name').first().click();
      await page.locator('summary', { hasText: 'Account' }).click();
    },
  ],
])('%s passes', async (_state, reach) => {
  await using visit = await visitStore({ as: 'owner' });
  await reach(visit.page);
  expect(await inspectPage(visit.page)).toEqual([]);
});
