import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { readDraft, replaceDraft } from './kit/draft-app.ts';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { keepSecret } from './kit/known-secrets.ts';
import { openReceiver } from './kit/open-receiver.ts';
import { focused, newCrmToken, shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const subscribe = (page: Page) => card(page, 'Subscribe request');
const bodyOf = (page: Page) => subscribe(page).getByLabel('JSON of the body');

const requestsOf = async ({ id }: Pick<JourneyApp, 'id'>) => (await readDraft(id)).requests;

it('tests a request as it stands, keeps a value of its answer, and saves it', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = { status: 200, body: '{"data":{"account-id":"acc_1"},"html":"<b>no</b>"}' };
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(app, 'requests'));
  const region = subscribe(page);
  await region.getByRole('button', { name: 'Add a header' }).click();
  await page.keyboard.type('X-Version');
  await page.keyboard.press('Tab');
  await page.keyboard.type('v{{ver');
  await shown(page.getByRole('option', { name: /app_version/ }));
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Enter');
  expect(await region.getByLabel('Value of header 2').inputValue()).toBe('v{{app_version}}');

  const crmToken = newCrmToken();
  await page.getByLabel('CRM token').fill(crmToken);
  await page.getByLabel('Workspace', { exact: true }).fill('ws_mine');
  await region.getByRole('button', { name: 'Test Subscribe request' }).click();
  const result = await shown(region.getByRole('region', { name: 'Result, test of the subscribe request' }));
  await shown(result.getByText('The app would be active.'));
  const received = await server.request(0);
  expect(received.path).toMatch(/^\/minimart\/ws_mine/);
  expect(received.headers).toMatchObject({ 'x-version': 'v1.0.0', 'webhook-id': expect.stringMatching(/^test_/) });
  const { key, token } = JSON.parse(received.body) as { key: string; token: string };
  expect([key, token]).toEqual([expect.stringMatching(/^mm_test_/), crmToken]);
  expect(await result.getByLabel('As a curl command, with secrets masked').inputValue()).toContain('ws_mine');
  expect(await result.innerText()).toContain('<b>no</b>');
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });

  await result.getByText('Pick a value of the answer to keep').click();
  await result.getByRole('button', { name: "Keep $.data['account-id']" }).click();
  expect(await region.getByLabel('JSON path of response field 1').inputValue()).toBe("$.data['account-id']");
  await region.getByLabel('Name of response field 1').fill('account');
  const farewell = card(page, 'Unsubscribe request');
  await farewell.getByRole('textbox', { name: 'URL', exact: true }).fill(`${server.url}/{{response.account}}`);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await shown(page.getByRole('status').getByText(/The draft is saved/));
  const requests = await requestsOf(app);
  expect(requests.subscribe).toMatchObject({
    headers: { 'X-Version': 'v{{app_version}}' },
    response: [{ name: 'account', path: "$.data['account-id']", secret: false }],
  });
  expect(requests.unsubscribe?.url).toBe(`${server.url}/{{response.account}}`);
  // Test values stay in this tab, but for secrets.
  await expect.poll(() => page.getByLabel('Workspace', { exact: true }).inputValue()).toBe('ws_mine');
  expect(await page.getByLabel('CRM token').inputValue()).toBe('');
  expect((await visit.received()).some(({ text }) => text.includes(keepSecret('a CRM token', crmToken)))).toBe(false);
});

it('says while one types what the server would say, and keeps what is not saved', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(mirror.app, 'requests'));
  const region = subscribe(page);
  await bodyOf(page).fill('{ "key": "{{api_kye}}" }');
  await shown(region.getByText('There is no variable {{api_kye}}. Did you mean {{api_key}}?'));
  await bodyOf(page).fill('{ "key": ');
  await shown(region.getByText(/This is not JSON yet/));
  await region.getByRole('textbox', { name: 'URL', exact: true }).fill('https://{{workspace_id}}.example/{{api_key}}');
  await shown(region.getByText('The URL must have no variable in the host or port.'));
  await region.getByLabel('Name of header 1').fill('Webhook-Id');
  await shown(region.getByText('The header Webhook-Id is set by the platform; leave it out.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  await shown(page.getByText('What you had not saved is back'));
  expect(await bodyOf(page).inputValue()).toBe('{ "key": ');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  const summary = await shown(page.getByRole('alert').filter({ hasText: 'The draft was not saved' }));
  expect(await summary.getByRole('link').allTextContents()).toEqual([
    expect.stringMatching(/^This is not JSON yet/),
    'The URL must have no variable in the host or port.',
    'The header Webhook-Id is set by the platform; leave it out.',
  ]);
  await summary.getByRole('link', { name: /This is not JSON yet/ }).click();
  await focused(bodyOf(page));
  expect(await inspectPage(page)).toEqual([]);
});

it('by keyboard alone: adds, tests, removes and puts back, and no editor holds Tab', async () => {
  await using server = await openReceiver();
  const { requests: _, ...manifest } = tagMirrorManifest(server.url);
  const app = await publishApp({ ...manifest, scopes: [], authInputs: [] });
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(app, 'requests'));
  await tabTo(page, page.getByRole('button', { name: 'Add the subscribe request' }));
  await page.keyboard.press('Enter');
  const region = subscribe(page);
  const url = region.getByRole('textbox', { name: 'URL', exact: true });
  await shown(url);
  await focused(url);
  await page.keyboard.type(`${server.url}/{{work`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await url.inputValue()).toBe(`${server.url}/{{workspace_id}}`);
  await tabTo(page, bodyOf(page));
  await tabTo(page, region.getByRole('button', { name: 'Test Subscribe request' }));
  await page.keyboard.press('Enter');
  await shown(region.getByText('The app would be active.'));
  const remove = region.getByRole('button', { name: 'Remove subscribe request' });
  await remove.focus();
  await page.keyboard.press('Enter');
  const undo = await shown(page.getByRole('button', { name: 'Undo' }));
  await focused(undo);
  await shown(page.getByRole('status').getByText('Removed the subscribe request.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Enter');
  expect(await url.inputValue()).toBe(`${server.url}/{{workspace_id}}`);
});

it('on a phone in the dark: tells plainly what a server that refuses, and an address that must not be reached, lead to', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = { status: 422, body: '{"message":"No such list"}' };
  await using visit = await visitStore({ as: 'developer', viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
  const { page } = visit;
  await page.goto(consolePath(app, 'requests'));
  const region = subscribe(page);
  await region.getByRole('button', { name: 'Test Subscribe request' }).click();
  await shown(region.getByText('The owner would read: “No such list”'));
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  await region.getByRole('textbox', { name: 'URL', exact: true }).fill('http://169.254.169.254/latest');
  await region.getByRole('button', { name: 'Test Subscribe request' }).click();
  const alert = await shown(region.getByRole('alert').filter({ hasText: 'The test was not sent' }));
  await shown(alert.getByText(/The platform must not send to this address/));
  expect(await inspectPage(page)).toEqual([]);
});

it('shows what somebody else saved meanwhile, and loses nothing', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(app, 'requests'));
  await replaceDraft(app.id, (draft) => ({
    ...draft,
    requests: {
      ...draft.requests,
      subscribe: { ...draft.requests.subscribe!, url: `${server.url}/theirs`, query: { from: 'them' } },
    },
  }));
  await subscribe(page).getByRole('textbox', { name: 'URL', exact: true }).fill(`${server.url}/mine`);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await shown(page.getByRole('heading', { name: 'Subscribe request: URL' }));
  expect(await subscribe(page).getByRole('textbox', { name: 'URL', exact: true }).inputValue()).toBe(
    `${server.url}/mine`,
  );
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Take theirs for Subscribe request: URL' }).click();
  expect(await subscribe(page).getByRole('textbox', { name: 'URL', exact: true }).inputValue()).toBe(
    `${server.url}/theirs`,
  );
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await shown(page.getByRole('status').getByText(/The draft is saved/));
  expect((await requestsOf(app)).subscribe).toMatchObject({ url: `${server.url}/theirs`, query: { from: 'them' } });
});

it('shows two kinds of body side by side, and sends neither in place of the other', async () => {
  await using mirror = await openTagMirror();
  const { app } = mirror;
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(app, 'requests'));
  await bodyOf(page).fill('{ "key": "{{api_key}}", "mine": true }');
  await replaceDraft(app.id, (draft) => ({
    ...draft,
    requests: { ...draft.requests, subscribe: { ...draft.requests.subscribe!, body: { text: 'theirs {{api_key}}' } } },
  }));
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await shown(page.getByRole('heading', { name: 'Subscribe request: body' }));
  expect(JSON.parse(await bodyOf(page).inputValue())).toEqual({ key: '{{api_key}}', mine: true });
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await shown(page.getByRole('status').getByText(/The draft is saved/));
  expect((await requestsOf(app)).subscribe).toMatchObject({ body: { json: { mine: true } } });
});

describe('without JavaScript', () => {
  it('adds and removes rows, undoes it, tests and saves by plain forms', async () => {
    await using mirror = await openTagMirror();
    const { app, server } = mirror;
    server.answer = { status: 200, body: '{"id":7}' };
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
    const { page } = visit;
    await page.goto(consolePath(app, 'requests'));
    await subscribe(page).getByRole('button', { name: 'Add a header' }).click();
    await subscribe(page).getByLabel('Name of header 2').fill('X-New');
    await subscribe(page).getByLabel('Value of header 2').fill('{{workspace_id}}');
    await subscribe(page).getByRole('button', { name: 'Remove header X-App' }).click();
    await shown(page.getByRole('status').getByText('Removed the header X-App.'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => subscribe(page).getByLabel('Name of header 1').inputValue()).toBe('X-App');
    await page.getByLabel('CRM token').fill(newCrmToken());
    await subscribe(page).getByRole('button', { name: 'Test Subscribe request' }).click();
    await shown(subscribe(page).getByText('The app would be active.'));
    expect((await server.request(0)).headers).toMatchObject({ 'x-new': 'ws_sample00000000000000' });
    await subscribe(page).getByText('Pick a value of the answer to keep').click();
    await subscribe(page).getByRole('button', { name: 'Keep $.id' }).click();
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await shown(page.getByRole('status').getByText(/The draft is saved/));
    expect((await requestsOf(app)).subscribe).toMatchObject({
      headers: { 'X-App': '{{app_id}}', 'X-New': '{{workspace_id}}' },
      response: [{ name: 'id', path: '$.id' }],
    });
  });
});
