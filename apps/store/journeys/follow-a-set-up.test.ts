import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sendNow } from './kit/console-paths.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { failsForNow } from './kit/open-receiver.ts';
import { agree, consentPath, fillConsent, newCrmToken, shown } from './kit/pages.ts';
import { signIn } from './kit/sign-in.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();
const pathOf = (id: string) => `/workspaces/${owner.workspaceId}/apps/${id}`;
const steps = (page: Page) => page.getByRole('list', { name: 'Set-up' }).getByRole('listitem');
/** Has the app's server called at once, and from now on it says yes. */
async function succeed({ server }: TagMirror, installationId: string): Promise<void> {
  server.answer = { status: 200 };
  const path = { workspaceId: owner.workspaceId, installationId };
  const retry = '/v1/workspaces/{workspaceId}/installations/{installationId}/retry';
  const { error } = await apiAs(owner.token).POST(retry, { params: { path }, body: {} });
  if (error !== undefined) throw new Error(`The retry was refused: ${error.detail}`);
}

const texts = async (page: Page) => (await steps(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));

describe.each([
  { how: 'at a desk', viewport: { width: 1280, height: 800 } },
  { how: 'on a phone', viewport: { width: 360, height: 740 } },
])('whoever has agreed, $how,', ({ viewport }) => {
  it('sees each step of the set-up as it happens, without the page being loaded anew', async () => {
    await using mirror = await openTagMirror();
    const { app, server } = mirror;
    const isSeen = Promise.withResolvers<void>();
    server.answer = { status: 200, after: isSeen.promise };
    await using visit = await visitStore({ as: 'owner', viewport });
    const { page } = visit;
    await page.goto(consentPath(app.slug));
    await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
    await agree(page).click();
    await shown(steps(page).first());
    const [agreed, waits, ready] = await texts(page);
    expect(agreed).toContain('Done: Agreed to');
    expect(waits).toContain(`Now: Waiting for ${app.name}’s server`);
    expect(ready).toContain('To come: Ready to use');
    expect(await steps(page).nth(1).getAttribute('aria-current')).toBe('step');
    await page.evaluate(() => Object.assign(window, { journeyMark: 'not loaded anew' }));
    isSeen.resolve();
    await shown(steps(page).filter({ hasText: `Confirmed by ${app.name}’s server` }));
    await shown(page.getByRole('status').getByText(`${app.name} is ready to use`));
    for (const text of await texts(page)) expect(text).toContain('Done:');
    expect(await page.evaluate(() => 'journeyMark' in window)).toBe(true);
  });
});

it('reads out what changed, and not every second how long it still takes', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(pathOf(id));
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]'))
      new MutationObserver(() => said.push(region.textContent.replaceAll(/\s+/g, ' '))).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
  });
  const next = page.getByText(/^Next try:/);
  const first = await next.innerText();
  await expect.poll(() => next.innerText()).not.toBe(first);
  await sendNow(mirror.app);
  await shown(page.getByRole('status').getByText(/at the last of 2 tries/));
  await shown(page.getByText(/^Try 2,/));
  const said = await page.evaluate(() => [...new Set((window as unknown as { said: string[] }).said)]);
  expect(said.length).toBeLessThanOrEqual(2);
  for (const words of said) expect(words).not.toMatch(/Next try|in \d+ seconds/);
  expect(await inspectPage(page)).toEqual([]);
});

it('stays up to date where no stream of events can be had', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  let refused = 0;
  await page.route('**/events', async (route) => {
    const wantsStream = (await route.request().headerValue('accept'))?.includes('text/event-stream');
    if (!wantsStream) return route.continue();
    refused += 1;
    return route.fulfill({ status: 503, body: 'no streams here' });
  });
  await page.goto(pathOf(id));
  await expect.poll(() => refused).toBeGreaterThan(0);
  await succeed(mirror, id);
  await shown(page.getByRole('status').getByText('is ready to use'));
});

it('says that it hears nothing while there is no network, keeps what it shows, and goes on by itself', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(pathOf(id));
  let isAway = true;
  await page.route('**/events', (route) => (isAway ? route.abort('connectionrefused') : route.continue()));
  // What is open already is cut by coming back to the page, as after a sleep.
  await page.evaluate(() => {
    const show = (state: string) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    show('hidden');
    show('visible');
  });
  await shown(page.getByRole('status').getByText('hears nothing from us'));
  await shown(page.getByRole('heading', { level: 1, name: mirror.app.name }));
  await succeed(mirror, id);
  isAway = false;
  await shown(page.getByRole('status').getByText('is ready to use'), 45_000);
  await expect.poll(() => page.getByText('hears nothing from us').count()).toBe(0);
});

it('leads who was signed out meanwhile to sign in, and back to the same app', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore();
  const { page } = visit;
  // A session of its own, since it is ended.
  const cookies = await signIn(system.baseUrl, owner);
  await page.context().addCookies(cookies);
  await page.goto(pathOf(id));
  await shown(page.getByText(/^Next try:/));
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const out = await fetch(`${system.baseUrl}/v1/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, origin: system.baseUrl, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(out.status).toBe(200);
  // Told with the next try.
  await sendNow(mirror.app);
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === pathOf(id));
});

it('without scripts says how often it looks, and how to look now', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore({ as: 'owner', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(pathOf(id));
  expect(await page.locator('noscript p').innerText()).toContain('looks again by itself every 30 seconds');
  expect((await texts(page)).length).toBe(3);
  await succeed(mirror, id);
  const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';
  const params = { path: { workspaceId: owner.workspaceId, installationId: id } };
  await expect.poll(async () => (await apiAs(owner.token).GET(one, { params })).data?.status).toBe('active');
  await page.getByRole('link', { name: 'Look now' }).click();
  await shown(page.getByText(`${mirror.app.name} is ready to use`));
});

it.each([true, false])(
  'says what to do about a refusal, by whom, and how to be rid of it (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    mirror.server.answer = { status: 422, body: JSON.stringify({ message: 'That list does not exist.' }) };
    const id = await installTagMirror(mirror.app, 'failed');
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(pathOf(id));
    await shown(page.getByRole('heading', { name: 'What you can do' }));
    await shown(page.getByText('Compare what you entered with what its server says'));
    await shown(page.getByRole('listitem').filter({ hasText: /Try 1,.*The server refused it \(422\)/s }));
    const { data } = await apiAs(owner.token).GET('/v1/workspaces/{workspaceId}/installations/{installationId}', {
      params: { path: { workspaceId: owner.workspaceId, installationId: id } },
    });
    await shown(page.getByText(data?.delivery?.id ?? 'no delivery'));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.getByRole('link', { name: 'Uninstall it' }).click();
    await shown(page.getByRole('heading', { level: 1, name: `Uninstall ${mirror.app.name}?` }));
  },
);
