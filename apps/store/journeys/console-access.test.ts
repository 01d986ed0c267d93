import { afterAll, beforeAll, expect, it } from 'vitest';
import { consolePath, newestDeliveryOf } from './kit/console-paths.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
let refusing: TagMirror;
let failing: TagMirror;
let resting: TagMirror;
let gone: TagMirror;
let fresh: TagMirror;

beforeAll(async () => {
  [refusing, failing, resting, gone, fresh] = (await Promise.all([1, 2, 3, 4, 5].map(() => openTagMirror()))) as [
    TagMirror,
    TagMirror,
    TagMirror,
    TagMirror,
    TagMirror,
  ];
  refusing.server.answer = { status: 422, body: JSON.stringify({ message: 'The token is not ours.' }) };
  // Neither is tried again while its pages are looked at.
  failing.server.answer = { status: 500, body: 'Oh no', retryAfterSeconds: 3_600 };
  resting.server.answer = { status: 503, retryAfterSeconds: 3_600 };
  gone.server.answer = { status: 410 };
  await Promise.all([
    installTagMirror(refusing.app, 'failed'),
    installTagMirror(failing.app, 'pending'),
    installTagMirror(resting.app, 'pending'),
    installTagMirror(gone.app, 'failed'),
  ]);
});
afterAll(() => Promise.all([refusing, failing, resting, gone, fresh].map((mirror) => mirror[Symbol.asyncDispose]())));

const log = ({ app }: TagMirror) => consolePath(app, 'deliveries');
const newest = async (mirror: TagMirror) => `${log(mirror)}/${(await newestDeliveryOf(mirror.app)).id}`;

it.each<[string, () => string | Promise<string>, RegExp]>([
  ['the apps', () => '/developer', /Version .* in the store/],
  ['an empty log', () => log(fresh), /No deliveries yet/],
  ['the log of a server that fails', () => log(failing), /The last attempt failed/],
  ['the log of a server that asked to be left alone', () => log(resting), /asked to be left alone until/],
  ['the log of a server that is gone', () => log(gone), /its address is gone/],
  ['a filter that nothing matches', () => `${log(failing)}?search=zzz&status=failed`, /Nothing matches/],
  ['a filter with an error', () => `${log(failing)}?until=2026-02-30T00:00`, /Give a date and a time/],
  ['a refused delivery', () => newest(refusing), /Hand over a new key/],
  ['a waiting delivery', () => newest(failing), /Send now/],
  ['signing', () => consolePath(fresh.app, 'signing'), /Make a new secret/],
])('%s passes WCAG in both themes and fits a phone', async (_page, path, text) => {
  await using visit = await visitStore({ as: 'developer' });
  await visit.page.goto(await path());
  await shown(visit.page.getByText(text).first());
  expect(await inspectPage(visit.page)).toEqual([]);
});

it('answers 404 for the app of another developer, on each of its pages', async () => {
  await using visit = await visitStore({ as: 'otherOwner' });
  for (const path of [log(refusing), await newest(refusing), consolePath(refusing.app, 'signing')]) {
    const answer = await visit.page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    expect(await visit.page.content()).not.toContain(refusing.app.name);
  }
});

it('answers 404 for a delivery of another app', async () => {
  await using visit = await visitStore({ as: 'developer' });
  const { id } = await newestDeliveryOf(refusing.app);
  expect((await visit.page.goto(`${log(failing)}/${id}`))?.status()).toBe(404);
  expect((await visit.page.goto(`${log(failing)}?cursor=nonsense`))?.status()).toBe(404);
});

it('leads from the apps to a replay, by keyboard alone', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = { status: 422 };
  await installTagMirror(app, 'failed');
  readSubscribeRequest(app, await server.request(0));
  server.answer = { status: 200 };
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  const follow = async (...[role, options]: Parameters<typeof page.getByRole>) => {
    await tabTo(page, page.getByRole(role, options));
    await page.keyboard.press('Enter');
  };
  await page.goto('/developer');
  await follow('link', { name: `Deliveries of ${app.name}` });
  await shown(page.getByRole('heading', { level: 1, name: `Deliveries of ${app.name}` }));
  await follow('link', { name: /^Subscribe/ });
  await shown(page.getByRole('heading', { level: 1, name: 'Subscribe delivery' }));
  await tabTo(page, page.locator('summary', { hasText: 'Hand over a new key' }));
  await page.keyboard.press('Enter');
  await follow('button', { name: 'Hand over a new key' });
  await shown(page.getByRole('status').getByText('Your server took it.'));
  readSubscribeRequest(app, await server.request(1));
});
