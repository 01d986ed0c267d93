import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { focused, shown } from './kit/pages.ts';
import { publishVersion } from './kit/publish-version.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, tagMirrorManifest, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, member, otherOwner } = system.accounts;
const visitStore = useBrowser();
const list = `/workspaces/${owner.workspaceId}/apps`;
let active: TagMirror;
let refused: TagMirror;
let activeId: string;

beforeAll(async () => {
  [active, refused] = await Promise.all([openTagMirror(), openTagMirror()]);
  refused.server.answer = { status: 422, body: JSON.stringify({ message: 'No such list.' }) };
  [activeId] = await Promise.all([
    installTagMirror(active.app, 'active', ['flow-tags:view', 'sub-flows:send']),
    installTagMirror(refused.app, 'failed'),
  ]);
});
afterAll(() => Promise.all([active, refused].map((mirror) => mirror[Symbol.asyncDispose]())));

const rowOf = (page: Page, { app }: TagMirror) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: app.name, exact: true }) });

it.each([true, false])(
  'tells of each app how it stands, when it was heard of and what it uses (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(list);
    const row = rowOf(page, active);
    for (const text of [
      'Active',
      /Its server answered .+ ago|Its server answered just now/,
      '2 permissions, none used so far',
      'Not used: View flow tags, Send sub flows',
    ])
      await shown(row.getByText(text).first());
    await shown(rowOf(page, refused).getByText('Not working'));
    const waiting = page.getByRole('link', { name: `${refused.app.name} is not working` });
    await waiting.click();
    await shown(page.getByRole('heading', { level: 1, name: refused.app.name }));
  },
);

it.each([
  { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
  { javaScriptEnabled: true, viewport: { width: 360, height: 740 } },
  { javaScriptEnabled: false, viewport: { width: 360, height: 740 } },
])(
  'leads from its menu to what can be done with an app ($viewport.width px, JavaScript: $javaScriptEnabled)',
  async (how) => {
    await using visit = await visitStore({ as: 'owner', ...how });
    const { page } = visit;
    for (const [link, heading] of [
      ['Change what you entered', 'Change what you entered'],
      ['Replace the key', `${active.app.name}’s key`],
      ['Uninstall', `Uninstall ${active.app.name}?`],
    ] as const) {
      await page.goto(list);
      await rowOf(page, active).locator('summary').click();
      await page.getByRole('link', { name: `${link}: ${active.app.name}` }).click();
      await shown(page.getByRole('heading', { level: 1, name: heading }));
    }
  },
);

it('has a menu that opens, is left and leads on by keyboard, and passes WCAG while it is open', async () => {
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(list);
  const summary = rowOf(page, active).locator('summary');
  await tabTo(page, summary);
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: `Uninstall: ${active.app.name}` });
  await shown(link);
  expect(await inspectPage(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await link.waitFor({ state: 'hidden' });
  await focused(summary);
  await page.keyboard.press('Enter');
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: `Uninstall ${active.app.name}?` }));
});

it('tells of a call as contact and as use once that is written down, and of what is left over', async () => {
  const { key } = readSubscribeRequest(active.app, await active.server.request(0));
  expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(200);
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  const row = rowOf(page, active);
  await expect
    .poll(async () => (await page.goto(list), row.innerText()), { timeout: 90_000, interval: 3_000 })
    .toMatch(/It called .*2 permissions, 1 used so far\s+Not used: Send sub flows/s);
  await page.goto(`${list}/${activeId}`);
  await shown(page.getByText('What it does not use you can switch off below.'));
});

/** Only a few that wait are named, and what does not work comes first: what other journeys left so would hide what asks for more. */
async function removeWhatFailed(): Promise<void> {
  const api = apiAs(owner.token);
  const { workspaceId } = owner;
  const all = '/v1/workspaces/{workspaceId}/installations';
  const query = { uninstalled: 'false', limit: 100 } as const;
  const { data } = await api.GET(all, { params: { path: { workspaceId }, query } });
  for (const { id: installationId, status } of data?.items ?? [])
    if (status === 'failed')
      await api.DELETE(`${all}/{installationId}`, { params: { path: { workspaceId, installationId } } });
}

it('names what waits for a decision, and leads to it', async () => {
  await removeWhatFailed();
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  const manifest = tagMirrorManifest(mirror.server.url);
  const scopes = [...(manifest['scopes'] as object[]), { id: 'labels:view', reason: 'To sort people as you do.' }];
  const version = await publishVersion(mirror.app, { ...manifest, name: mirror.app.name, scopes });
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  const waits = page.getByRole('link', { name: `${mirror.app.name} asks for more in version ${version}` });
  await expect.poll(async () => (await page.goto(list), waits.count()), { timeout: 60_000 }).toBe(1);
  await shown(rowOf(page, mirror).getByText('Update waits for you'));
  await rowOf(page, mirror).locator('summary').click();
  await page.getByRole('link', { name: `See what the update changes: ${mirror.app.name}` }).click();
  await page.waitForURL((url) => url.pathname === `${list}/${id}` && url.hash === '#update');
  await shown(page.getByRole('heading', { name: `Update to version ${version}?` }));
});

it('shows a member everything and lets them change nothing', async () => {
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  await page.goto(`/workspaces/${member.workspaceId}/apps`);
  await shown(page.getByRole('heading', { level: 1, name: 'Installed apps' }));
  expect(await page.getByRole('listitem').locator('summary', { hasText: 'Manage' }).count()).toBe(0);
  expect(await inspectPage(page)).toEqual([]);
});

it('leads from an empty list into the store', async () => {
  await using visit = await visitStore({ as: 'otherOwner' });
  const { page } = visit;
  await page.goto(`/workspaces/${otherOwner.workspaceId}/apps`);
  await shown(page.getByRole('heading', { name: 'No apps installed' }));
  await page.getByRole('link', { name: 'Install app' }).click();
  await page.waitForURL((url) => url.pathname === '/');
});
