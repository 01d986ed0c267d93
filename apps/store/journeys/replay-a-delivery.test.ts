import { expect, it } from 'vitest';
import { consolePath, newestDeliveryOf, settled } from './kit/console-paths.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { keepSecret } from './kit/known-secrets.ts';
import { openReceiver } from './kit/open-receiver.ts';
import { shown } from './kit/pages.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { publishApp } from './kit/publish-app.ts';
import { readSubscribeRequest, verifyRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();
const refusal = { status: 422, body: JSON.stringify({ message: 'The <b>token</b> is not ours.', request_id: 81 }) };

it.each([true, false])(
  'reads why a request was refused, and hands over a new key in another (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    const { app, server } = mirror;
    server.answer = refusal;
    await installTagMirror(app, 'failed');
    const refused = readSubscribeRequest(app, await server.request(0));
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;

    await page.goto('/developer');
    await page.getByRole('link', { name: `Deliveries of ${app.name}` }).click();
    const row = page.getByRole('row').filter({ hasText: 'Subscribe' });
    expect(await row.innerText()).toMatch(/Refused[^]*Answered 422: “The token is not ours.”/);
    await row.getByRole('link', { name: /^Subscribe/ }).click();
    await shown(page.getByRole('status').getByText('Your server said no'));
    await shown(page.getByText('The server refused it (422).'));
    await shown(page.getByText('What to do:'));
    const request = page.getByRole('region', { name: 'Request, attempt 1', exact: true });
    await shown(request.getByText(`POST ${server.url}/minimart/${owner.workspaceId}?v=1.0.0`));
    expect(await request.getByRole('region').innerText()).toBe(
      '{\n  "key": "••••",\n  "list": "Leads",\n  "token": "••••"\n}',
    );
    expect(await request.innerText()).toMatch(/webhook-signature:\s*v1,••••/);
    const response = page.getByRole('region', { name: 'Response, attempt 1', exact: true });
    expect(await response.innerText()).toContain('"request_id": 81');
    expect(await page.getByLabel('curl command').inputValue()).toMatch(/^curl --request POST '?http/);
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(javaScriptEnabled ? 1 : 0);

    const isSeen = Promise.withResolvers<void>();
    server.answer = { status: 200, after: isSeen.promise };
    const before = page.url();
    await page.getByText('Hand over a new key …').click();
    await page.getByRole('button', { name: 'Hand over a new key' }).click();
    await shown(page.getByText('This is the request that hands it over.'));
    expect(page.url().split('?')[0]).not.toBe(before);
    isSeen.resolve();
    // Without a script the page asks for itself again, after 15 s.
    await shown(page.getByRole('status').getByText('Your server took it.'), 60_000);
    const accepted = readSubscribeRequest(app, await server.request(1));
    expect(accepted).toMatchObject({ token: refused.token, list: refused.list });
    expect((await apiAs(accepted.key).GET('/api/flow/tags')).response.status).toBe(200);
    expect((await apiAs(refused.key).GET('/api/flow/tags')).response.status).toBe(401);

    await page.goto(before);
    await page.getByText('Hand over a new key …').click();
    await page.getByRole('button', { name: 'Hand over a new key' }).click();
    await shown(page.getByRole('alert').getByText(/A later request has taken its place/));
    expect(await page.title()).toMatch(/^Error: /);
  },
);

it.each([true, false])(
  'sends a request without secrets again under the same id (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using server = await openReceiver();
    const { requests, ...manifest } = tagMirrorManifest(server.url);
    const { unsubscribe } = requests as { unsubscribe: object };
    const app = await publishApp({ ...manifest, authInputs: [], requests: { unsubscribe } });
    const installationId = await installForKey(app);
    server.answer = { status: 409 };
    await apiAs(owner.token).DELETE('/v1/workspaces/{workspaceId}/installations/{installationId}', {
      params: { path: { workspaceId: owner.workspaceId, installationId } },
    });
    await server.request(0);
    await settled(app);
    server.answer = { status: 200 };
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    const { id } = await newestDeliveryOf(app);
    await page.goto(`${consolePath(app, 'deliveries')}/${id}`);
    await page.getByRole('button', { name: 'Send again' }).click();
    await shown(page.getByText('It is sent again now.'));
    await shown(page.getByRole('status').getByText('Your server took it.'), 60_000);
    await shown(page.getByRole('heading', { name: 'Attempt 2: delivered' }));
    const again = await server.request(1);
    expect(again.headers['webhook-id']).toBe(id);
    expect(verifyRequest(app, again)).toEqual({ app: app.id });
  },
);

/** Installs an app that has no subscribe request and no inputs, so that it holds no secret; answers the installation's id. */
async function installForKey({ slug }: JourneyApp): Promise<string> {
  const { data, error } = await apiAs(owner.token).POST('/v1/workspaces/{workspaceId}/installations', {
    params: { path: { workspaceId: owner.workspaceId } },
    body: { app: slug, scopes: ['flow-tags:view'], authInputs: {} },
  });
  if (data === undefined) throw new Error(`The installation was refused: ${error.detail}`);
  keepSecret('a key', data.plainKey ?? 'no key');
  return data.id;
}

it('follows a request that waits, sends it now, and copies it as a command', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = { status: 500 };
  await installTagMirror(app, 'pending');
  await using visit = await visitStore({ as: 'developer', permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = visit;
  await page.goto(`${consolePath(app, 'deliveries')}/${(await newestDeliveryOf(app)).id}`);
  // The second attempt comes 5 s after the first, the third minutes later.
  await shown(page.getByRole('status').getByText('After 2 attempts: Answered 500'));
  await shown(page.getByText(/Next try: in \d+ minutes/));
  await page.getByText('Request and response').first().click();
  server.answer = { status: 200 };
  await page.getByRole('button', { name: 'Send now' }).click();
  await shown(page.getByRole('status').getByText('Your server took it.'));
  await shown(page.getByRole('heading', { name: 'Attempt 3: delivered' }));
  await page.getByRole('button', { name: 'Copy' }).click();
  await shown(page.getByText('Copied'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl --request POST/);
  for (const place of [0, 1, 2]) readSubscribeRequest(app, await server.request(place));
});
