import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consolePath, deliveriesOf, settled } from './kit/console-paths.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { focused, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();
let mirror: TagMirror;
let failedId: string;

beforeAll(async () => {
  mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = { status: 422, body: JSON.stringify({ message: 'The token is not ours.' }) };
  failedId = await installTagMirror(app, 'failed');
  server.answer = { status: 200 };
  const path = { workspaceId: owner.workspaceId, installationId: failedId };
  await apiAs(owner.token).POST('/v1/workspaces/{workspaceId}/installations/{installationId}/retry', {
    params: { path },
    body: {},
  });
  for (const place of [0, 1]) readSubscribeRequest(app, await server.request(place));
  await settled(app);
});
afterAll(() => mirror[Symbol.asyncDispose]());

const rows = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });

it.each([true, false])('finds a delivery by what is known of it (JavaScript: %s)', async (javaScriptEnabled) => {
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  const path = consolePath(mirror.app, 'deliveries');
  await page.goto(path);
  expect(await rows(page).count()).toBe(2);
  const chip = (name: string) => page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name });
  await chip('Failed').click();
  await page.waitForURL(/\?status=failed$/);
  expect(await rows(page).count()).toBe(1);
  await page.getByLabel('Search', { exact: true }).fill('token is not');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/status=failed&search=token\+is\+not/);
  expect(await rows(page).count()).toBe(1);
  await chip('Delivered').click();
  await shown(page.getByRole('heading', { name: 'Nothing matches' }));
  await page.getByRole('link', { name: 'Clear the filter' }).first().click();
  await page.waitForURL((url) => url.search === '');

  for (const [search, found] of [
    [failedId, 2],
    [owner.workspaceId, 2],
    ['ins_of_nobody', 0],
  ] as const) {
    await page.getByLabel('Search', { exact: true }).fill(search);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL((url) => url.searchParams.get('search') === search);
    expect(await rows(page).count()).toBe(found);
  }
  await page.goto(`${path}?topic=unsubscribe`);
  expect(await rows(page).count()).toBe(0);
  expect(await page.getByLabel('Request', { exact: true }).inputValue()).toBe('unsubscribe');
  await page.goto(`${path}?since=2020-01-01T00:00&until=2020-02-01T00:00`);
  expect(await rows(page).count()).toBe(0);
  await page.goto(`${path}?since=2020-01-01T00:00`);
  expect(await rows(page).count()).toBe(2);
});

it('names a moment that cannot be read, at its field and above', async () => {
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(`${consolePath(mirror.app, 'deliveries')}?since=yesterday`);
  const alert = await shown(page.getByRole('alert'));
  await focused(alert);
  const field = page.getByLabel('From (UTC)');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await alert.getByRole('link').click();
  await focused(field);
});

it('leads through more than a page of the log', async () => {
  await using many = await openTagMirror();
  const { app, server } = many;
  for (let times = 0; times < 13; times += 1) {
    const installationId = await installTagMirror(app, 'active');
    readSubscribeRequest(app, await server.request(times * 2));
    await apiAs(owner.token).DELETE('/v1/workspaces/{workspaceId}/installations/{installationId}', {
      params: { path: { workspaceId: owner.workspaceId, installationId } },
    });
    await server.request(times * 2 + 1);
  }
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(consolePath(app, 'deliveries'));
  expect(await rows(page).count()).toBe(25);
  await page.getByRole('link', { name: 'Older' }).click();
  await page.waitForURL(/cursor=/);
  expect(await rows(page).count()).toBe(1);
});

it.each([true, false])('pauses and resumes what is sent (JavaScript: %s)', async (javaScriptEnabled) => {
  await using own = await openTagMirror();
  const { app, server } = own;
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  await page.goto(consolePath(app, 'deliveries'));
  await shown(page.getByRole('heading', { name: 'No deliveries yet' }));
  await page.getByRole('button', { name: 'Pause deliveries' }).click();
  const news = await shown(page.getByRole('status').filter({ hasText: 'Deliveries are paused' }));
  await focused(news);
  const installing = installTagMirror(app, 'active');
  await expect.poll(async () => (await deliveriesOf(app)).length).toBe(1);
  await page.goto(`${consolePath(app, 'deliveries')}?status=pending`);
  await shown(page.getByText('One request waits.'));
  expect(await rows(page).innerText()).toMatch(/Waiting[^]*Not tried yet/);
  await rows(page).getByRole('link').click();
  await shown(page.getByText(/are paused: nothing is sent/));
  await page.goBack();
  await page.getByRole('button', { name: 'Resume deliveries' }).click();
  await shown(page.getByRole('status').filter({ hasText: 'Deliveries go on' }));
  expect(page.url()).toContain('status=pending');
  await installing;
  readSubscribeRequest(app, await server.request(0));
});

it.each([true, false])(
  'recovers what failed, and says what could not be sent again and why (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using own = await openTagMirror();
    const { app, server } = own;
    server.answer = { status: 403 };
    const installationId = await installTagMirror(app, 'failed');
    await apiAs(owner.token).POST('/v1/workspaces/{workspaceId}/installations/{installationId}/retry', {
      params: { path: { workspaceId: owner.workspaceId, installationId } },
      body: {},
    });
    await server.request(1);
    await settled(app);
    server.answer = { status: 200 };
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consolePath(app, 'deliveries'));
    const since = page.getByLabel('Failed at or after (UTC)');
    await since.fill('');
    const recover = page.getByRole('button', { name: 'Recover what failed' });
    await recover.click();
    await shown(page.getByRole('alert').getByText(/Give a date and a time/));
    expect(await since.getAttribute('aria-invalid')).toBe('true');
    await since.fill('2020-01-01T00:00:00');
    await recover.click();
    const told = page.getByRole('status').filter({ hasText: 'One request is sent again' });
    await shown(told);
    expect(await told.innerText()).toMatch(/One request was skipped: .*A later request has taken its place/);
    expect(await told.getByRole('link').count()).toBe(1);
    for (const place of [0, 1, 2]) readSubscribeRequest(app, await server.request(place));
  },
);
