import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sendNow } from './kit/console-paths.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { agree, consentPath, newCrmToken, shown } from './kit/pages.ts';
import { failsForNow, openReceiver } from './kit/open-receiver.ts';
import { publishApp } from './kit/publish-app.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();
const pathOf = (id: string) => `/workspaces/${owner.workspaceId}/apps/${id}`;

/** Tag Mirror with a server that also takes a data-erasure request. */
async function openErasingMirror() {
  const server = await openReceiver();
  const manifest = tagMirrorManifest(server.url) as { requests: object };
  const dataErasure = { method: 'POST', url: `${server.url}/erase/{{workspace_id}}` };
  const app = await publishApp({ ...manifest, requests: { ...manifest.requests, dataErasure } });
  return { app, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a farewell, $how', ({ javaScriptEnabled }) => {
  it('ends in a receipt to download; the next install is filled in with what is not secret', async () => {
    await using mirror = await openErasingMirror();
    const { app, server } = mirror;
    const id = await installTagMirror(app, 'active');
    const { key } = readSubscribeRequest(app, await server.request(0));
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(`${pathOf(id)}/uninstall`);
    await shown(page.getByText(/We ask .* server to erase what it holds/));
    expect(await page.getByLabel(/Remember what is not secret/).isChecked()).toBe(true);
    await page.getByRole('button', { name: `Uninstall ${app.name}` }).click();
    await page.getByRole('link', { name: 'Farewell and receipt' }).click();
    await shown(page.getByRole('heading', { level: 1, name: `Farewell to ${app.name}` }));
    expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(401);
    const confirmed = page.getByText(/It confirmed after 1 try/);
    if (javaScriptEnabled) await shown(confirmed);
    else await expect.poll(async () => (await page.reload(), confirmed.count())).toBe(1);
    await shown(page.getByText('The server took it (200).'));
    await shown(page.getByText('1 value, which was secret'));
    await shown(page.getByText(/Kept for another install, as you wished: Name of the list/));
    await shown(page.getByText(/We will ask .* unless you install the app again before/));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as JSON' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe(`farewell-${app.slug}-${id}.json`);
    expect(JSON.parse(text)).toMatchObject({
      installationId: id,
      unsubscribe: { status: 'delivered' },
      receipts: [{ reason: 'delivered', erased: [{ name: 'crm_token', title: 'CRM token', secret: true }] }],
      dataErasure: { status: 'scheduled' },
    });
    expect(text).not.toContain('Leads');

    await page.goto(`/workspaces/${owner.workspaceId}/apps`);
    const row = page.getByRole('listitem').filter({ hasText: app.name });
    await shown(page.getByRole('heading', { name: 'Former apps' }));
    expect(await row.innerText()).toMatch(/what you entered was erased/);

    await page.goto(consentPath(app.slug));
    await shown(page.getByText('Filled in from when you had this app before'));
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads');
    expect(await page.getByLabel('CRM token').inputValue()).toBe('');
    for (const each of await page.getByRole('switch').all()) expect(await each.isChecked()).toBe(false);
    await page.getByRole('link', { name: 'Start with empty fields' }).click();
    await page.waitForURL(/remembered=no/);
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('');
    await page.goBack();
    await page.getByLabel('CRM token').fill(newCrmToken());
    await agree(page).click();
    await shown(page.getByText(`${app.name} is ready to use`));
    await page.goto(`${pathOf(id)}/farewell`);
    await shown(page.getByText('It was taken back, because you installed the app again.'));
    await shown(page.getByText('The app was installed again, and has what was filled in then.'));
  });

  it('forgets what was remembered when asked to, with a receipt', async () => {
    await using mirror = await openTagMirror();
    const id = await installTagMirror(mirror.app, 'active');
    const { token, workspaceId } = owner;
    const path = { workspaceId, installationId: id };
    await apiAs(token).DELETE('/v1/workspaces/{workspaceId}/installations/{installationId}', { params: { path } });
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consentPath(mirror.app.slug));
    await page.getByRole('link', { name: 'have it erased' }).click();
    await page.getByRole('button', { name: 'Erase it now' }).click();
    await shown(page.getByText('It is erased'));
    await shown(page.getByText('Somebody of your workspace asked for it.'));
    await page.goto(consentPath(mirror.app.slug));
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('');
    expect(await page.getByText('Filled in from when').count()).toBe(0);
  });
});

it('uninstalls once from two tabs, and both show it', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  const id = await installTagMirror(app, 'active');
  await using visit = await visitStore({ as: 'owner' });
  const one = visit.page;
  const two = await one.context().newPage();
  await Promise.all([one, two].map((tab) => tab.goto(`${pathOf(id)}/uninstall`)));
  await Promise.all([one, two].map((tab) => tab.getByRole('button', { name: `Uninstall ${app.name}` }).click()));
  // One of them was second: it says so, and the page it is on leads to the installation as it stands.
  for (const tab of [one, two]) {
    const second = tab.getByRole('alert').getByText(/uninstalled/);
    const done = tab.getByText(`${app.name} is uninstalled`);
    await shown(second.or(done).first());
    if (new URL(tab.url()).pathname.endsWith('/uninstall')) {
      await shown(second);
      await tab.goto(pathOf(id));
    }
    await shown(done);
  }
  await server.request(1);
  await expect(Promise.race([server.request(2), new Promise((done) => setTimeout(done, 1500, 'none'))])).resolves.toBe(
    'none',
  );
});

it('is told live while the server is down, and when it is up again', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  const id = await installTagMirror(app, 'active');
  server.answer = failsForNow;
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(`${pathOf(id)}/uninstall`);
  await page.getByRole('button', { name: `Uninstall ${app.name}` }).click();
  await page.getByRole('link', { name: 'Farewell and receipt' }).click();
  await shown(page.getByText(/has not confirmed after 1 try/));
  await page.evaluate(() => Object.assign(window, { journeyMark: 'not loaded anew' }));
  await shown(page.getByText(/Next try: in \d+ seconds/));
  await shown(page.getByText('Nothing yet'));
  server.answer = { status: 200 };
  await sendNow(app);
  await shown(page.getByText(/It confirmed after 2 tries/));
  await shown(page.getByText('1 value, which was secret'));
  expect(await page.evaluate(() => 'journeyMark' in window)).toBe(true);
});

describe('what was entered, for an app that runs', () => {
  it.each([
    { how: 'with JavaScript', javaScriptEnabled: true },
    { how: 'without JavaScript', javaScriptEnabled: false },
  ])('is changed and told to its server with a new key, $how', async ({ javaScriptEnabled }) => {
    await using mirror = await openTagMirror();
    const { app, server } = mirror;
    const id = await installTagMirror(app, 'active');
    const first = readSubscribeRequest(app, await server.request(0));
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(pathOf(id));
    await shown(page.getByText('Set, and never shown'));
    await page.getByRole('link', { name: 'Change it' }).click();
    await shown(page.getByText(/If you change CRM token or Name of the list, we tell/));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.getByLabel('Name of the list').fill('');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await shown(page.getByRole('alert').getByText(/Name of the list is missing/));
    await page.getByLabel('Name of the list').fill('Customers');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await shown(page.getByText('Your changes are saved'));
    const second = readSubscribeRequest(app, await server.request(1));
    expect(second).toMatchObject({ token: first.token, list: 'Customers' });
    for (const { key } of [first, second]) expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(200);
    await shown(page.getByText('Customers'));

    server.answer = { status: 422, body: JSON.stringify({ message: 'There is no such list.' }) };
    await page.goto(`${pathOf(id)}/inputs`);
    await page.getByLabel('Name of the list').fill('Nobody');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    const refused = readSubscribeRequest(app, await server.request(2));
    const said = page.getByText('There is no such list.');
    if (javaScriptEnabled) await shown(said);
    else await expect.poll(async () => (await page.goto(pathOf(id)), said.count())).toBe(1);
    await shown(page.getByText('Customers'));
    await shown(page.getByText(/goes on with the key and the values it had/));
    expect((await apiAs(refused.key).GET('/api/flow/tags')).response.status).toBe(401);
    expect((await apiAs(second.key).GET('/api/flow/tags')).response.status).toBe(200);
  });

  it('is changed by keyboard alone', async () => {
    await using mirror = await openTagMirror();
    const id = await installTagMirror(mirror.app, 'active');
    await using visit = await visitStore({ as: 'owner' });
    const { page } = visit;
    await page.goto(`${pathOf(id)}/inputs`);
    await tabTo(page, page.getByLabel('Name of the list'));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('By keyboard');
    await tabTo(page, page.getByRole('button', { name: 'Save the changes' }));
    await page.keyboard.press('Enter');
    await shown(page.getByText('Your changes are saved'));
    await shown(page.getByText('By keyboard'));
  });
});
