import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { consolePath } from './kit/console-paths.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { keepSecret, secretsIn } from './kit/known-secrets.ts';
import type { ReceivedRequest } from './kit/open-receiver.ts';
import { focused, shown } from './kit/pages.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const textOf = ({ headers }: ReceivedRequest, name: string) => String(headers[name]);

it.each([true, false])(
  'makes a new secret that is shown once, and signs with both (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    const { app, server } = mirror;
    const signingSecret = await rotateAndReadOnce(app, javaScriptEnabled);
    expect(signingSecret).not.toBe(app.signingSecret);
    await installTagMirror(app, 'active');
    const request = await server.request(0);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    for (const secret of [app.signingSecret, signingSecret]) new Webhook(secret).verify(request.body, headers);
    readSubscribeRequest(app, request);
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    await visit.page.goto(consolePath(app, 'signing'));
    await shown(visit.page.getByText('Signs along', { exact: true }));
    await shown(visit.page.getByText(/ends in about 2 hours/));
  },
);

/** Makes a new secret, reads it off the page, and sees that loading the page again neither shows it nor makes another. */
async function rotateAndReadOnce(app: JourneyApp, javaScriptEnabled: boolean): Promise<string> {
  // Closed at the end by itself: this is the one visit that may receive a secret.
  const visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  await page.goto(consolePath(app, 'signing'));
  const hours = page.getByLabel('The present one signs along for');
  await hours.fill('169');
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await shown(page.getByRole('alert').getByText('Give a number of hours from 0 to 168.'));
  expect(await hours.inputValue()).toBe('169');
  await hours.fill('2');
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await shown(page.getByText('This secret is shown once'));
  const secret = keepSecret('a signing secret', await page.getByLabel('New signing secret').inputValue());
  expect(secret).toMatch(/^whsec_/);
  expect(page.url()).not.toContain(secret);
  expect(secretsIn((await visit.received()).map(({ url }) => url).join('\n'))).toEqual([]);
  const before = (await visit.received()).length;
  await page.reload();
  await shown(page.getByRole('alert').getByText(/Another one has been made since/));
  await page.goto(consolePath(app, 'signing'));
  expect(await page.getByText('Shared secret (v1)').count()).toBe(2);
  const later = (await visit.received()).slice(before);
  expect(later.flatMap(({ text }) => secretsIn(text))).toEqual([]);
  await page.context().close();
  return secret;
}

it('makes a key pair whose public key stays readable, and signs with it beside the secret', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(app, 'signing'));
  await page.getByRole('button', { name: 'Make a key pair' }).click();
  await shown(page.getByRole('status').getByText('The key pair signs from now on.'));
  await page.reload();
  expect(await page.getByLabel('Public key', { exact: true }).inputValue()).toMatch(/^whpk_/);
  expect(await inspectPage(page)).toEqual([]);
  await installTagMirror(app, 'active');
  const request = await server.request(0);
  readSubscribeRequest(app, request);
  expect(textOf(request, 'webhook-signature')).toMatch(/v1a,/);
});

it.each([true, false])('tells a right signature from a wrong one (JavaScript: %s)', async (javaScriptEnabled) => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  await installTagMirror(app, 'active');
  const request = await server.request(0);
  readSubscribeRequest(app, request);
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  await page.goto(consolePath(app, 'signing'));
  const check = page.getByRole('button', { name: 'Check the signature' });
  const inspect = async () => (javaScriptEnabled ? inspectPage(page) : []);

  await check.click();
  await shown(page.getByRole('alert').getByText('Paste the header webhook-id.'));
  expect(await page.getByLabel('Raw body').getAttribute('aria-invalid')).toBe('true');
  expect(await inspect()).toEqual([]);
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    await page.getByLabel(name, { exact: true }).fill(textOf(request, name));
  await page.getByLabel('Raw body').fill(request.body);
  await check.click();
  const right = await shown(page.getByRole('status').filter({ hasText: 'The signature is right' }));
  await focused(right);
  expect(await inspect()).toEqual([]);

  // What was pasted holds a key, so it does not come back.
  expect(await page.getByLabel('Raw body').inputValue()).toBe('');
  await page.getByLabel('Raw body').fill(`${request.body} `);
  await check.click();
  await shown(page.getByRole('status').filter({ hasText: 'The signature is wrong' }));
  await shown(page.getByText(/verify the raw bytes as they came/));
  expect(await inspect()).toEqual([]);
});

it.each([true, false])('sets what a server can bear (JavaScript: %s)', async (javaScriptEnabled) => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  await page.goto(consolePath(mirror.app, 'signing'));
  const [atOnce, perSecond] = [page.getByLabel('Requests at once'), page.getByLabel('Requests a second')];
  await atOnce.fill('0');
  await perSecond.fill('0.5');
  await page.getByRole('button', { name: 'Save the limits' }).click();
  await shown(page.getByRole('alert').getByText(/from 1 to 100/));
  expect([await atOnce.inputValue(), await perSecond.inputValue()]).toEqual(['0', '0.5']);
  await atOnce.fill('3');
  await page.getByRole('button', { name: 'Save the limits' }).click();
  await shown(page.getByRole('status').getByText('The limits are saved.'));
  expect([await atOnce.inputValue(), await perSecond.inputValue()]).toEqual(['3', '0.5']);
});
