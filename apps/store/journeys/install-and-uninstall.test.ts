import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { secretsIn } from './kit/known-secrets.ts';
import { agree, fillConsent, newCrmToken, shown } from './kit/pages.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { readSubscribeRequest, verifyRequest, type HandedOver } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('an owner $how', ({ javaScriptEnabled }) => {
  it('installs an app with the permissions of choice, and uninstalls it', async () => {
    const crmToken = newCrmToken();
    await using mirror = await openTagMirror();
    const isSeen = Promise.withResolvers<void>();
    mirror.server.answer = { status: 200, after: isSeen.promise };
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;

    await page.goto(`/apps/${mirror.app.slug}`);
    await page.getByRole('link', { name: 'Install' }).click();
    await signInOnPage(page);
    expect(new URL(page.url()).pathname).toBe(`/apps/${mirror.app.slug}/install`);
    await consent(page, mirror.app, crmToken);

    await shown(page.getByRole('heading', { level: 1, name: mirror.app.name }));
    await shown(page.getByRole('status').getByText(`Setting up ${mirror.app.name}`));
    if (javaScriptEnabled) await page.evaluate(() => Object.assign(window, { journeyMark: 'not loaded anew' }));
    const { key, ...rest } = readSubscribeRequest(mirror.app, await mirror.server.request(0));
    expect(rest).toEqual({ token: crmToken, list: 'Leads' });
    isSeen.resolve();
    await shown(page.getByRole('status').getByText(`${mirror.app.name} is ready to use`));
    if (javaScriptEnabled) expect(await page.evaluate(() => 'journeyMark' in window)).toBe(true);
    await expectExactly(key);

    await uninstall(page, mirror.app.name);
    const farewell = await mirror.server.request(1);
    expect(farewell.path).toBe(`/minimart/${owner.workspaceId}/gone`);
    expect(verifyRequest(mirror.app, farewell)).toEqual({ app: mirror.app.id });
    expect(secretsIn(JSON.stringify(farewell))).toEqual([]);
    expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(401);
    await expectErased(page, javaScriptEnabled);
    // What came to the browser is looked through for the token and the key at the end of the visit; so there must be something.
    const withStatus = (await visit.received()).filter(({ text }) => text.includes('mm_live_'));
    expect(withStatus.length).toBeGreaterThan(1);
  });
});

it('writes no secret of these journeys into any log', async () => {
  const logs = join(system.dataDir, 'logs');
  const names = await readdir(logs);
  expect(names).toContain('api.log');
  for (const name of names) expect(secretsIn(await readFile(join(logs, name), 'utf8')), name).toEqual([]);
});

async function signInOnPage(page: Page): Promise<void> {
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Reads the consent page, leaves one optional permission off, switches the other on, fills in and agrees. */
async function consent(page: Page, { name, slug }: JourneyApp, crmToken: string): Promise<void> {
  await shown(page.getByRole('heading', { level: 1, name: `Install ${name}?` }));
  await page.getByLabel('Into which workspace?').selectOption(owner.workspaceId);
  await page.getByRole('button', { name: 'Switch' }).click();
  await page.waitForURL(/workspace=/);
  const switches = page.getByRole('switch');
  expect(await switches.count()).toBe(2);
  for (const each of await switches.all()) expect(await each.isChecked()).toBe(false);
  expect(await page.getByRole('link', { name: 'Decline' }).getAttribute('href')).toBe(`/apps/${slug}`);
  await page.getByRole('switch', { name: 'Manage flow tags' }).check();
  expect(await page.getByLabel('CRM token').getAttribute('type')).toBe('password');
  await fillConsent(page, { crmToken, list: 'Leads' });
  await agree(page).click();
  await page.waitForURL(/\/workspaces\/[^/]+\/apps\/ins_/);
  expect(page.url()).toContain(`/workspaces/${owner.workspaceId}/`);
}

/** The key does what was agreed to, and nothing else. */
async function expectExactly(key: HandedOver['key']): Promise<void> {
  const api = apiAs(key);
  expect((await api.GET('/api/flow/tags')).response.status).toBe(200);
  const name = `journey ${randomUUID()}`;
  expect((await api.POST('/api/flow/create-tag', { body: { name } })).response.status).toBe(200);
  await api.DELETE('/api/flow/delete-tag-by-name', { body: { name } });
  const left = await api.POST('/api/subscriber/send-sub-flow', { body: { user_ns: 'f1u1', sub_flow_ns: 'f1s1' } });
  expect(left.response.status).toBe(403);
  expect(left.error).toMatchObject({ needed: 'sub-flows:send', granted: ['flow-tags:view', 'flow-tags:manage'] });
  const never = await api.POST('/api/subscriber/send-text', { body: { user_ns: 'f1u1', content: 'Hello' } });
  expect(never.response.status).toBe(403);
}

/** By way of the list of installed apps, and through the confirmation. */
async function uninstall(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: /^Installed apps of/ }).click();
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
  await shown(row);
  expect(await row.innerText()).toContain('Active');
  await row.getByRole('link').click();
  await page.getByRole('link', { name: /^Uninstall/ }).click();
  await shown(page.getByRole('heading', { level: 1, name: `Uninstall ${name}?` }));
  for (const text of ['stops working', '127.0.0.1', 'CRM token, Name of the list'])
    expect(await page.getByRole('main').getByText(text).count(), text).toBeGreaterThan(0);
  await page.getByRole('button', { name: `Uninstall ${name}` }).click();
  await shown(page.getByRole('status').getByText(`${name} is uninstalled`));
}

async function expectErased(page: Page, live: boolean): Promise<void> {
  const erased = page.getByText('What you entered was erased').locator('..').getByText(/UTC$/);
  if (live) return void (await shown(erased));
  await expect.poll(async () => (await page.reload(), erased.count()), { interval: 500 }).toBe(1);
}
