import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, otherOwner } = system.accounts;
const visitStore = useBrowser();
const botPath = `/workspaces/${owner.workspaceId}/bot`;
const tagMirrorScopes = ['flow-tags:view', 'flow-tags:manage'];

it('shows a tag that an app makes while the owner is looking, and that the permission was used', async () => {
  await using mirror = await openTagMirror();
  const installationId = await installTagMirror(mirror.app, 'active', tagMirrorScopes);
  const { key } = readSubscribeRequest(mirror.app, await mirror.server.request(0));
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(`/workspaces/${owner.workspaceId}/apps`);
  await page.getByRole('link', { name: 'Your bot' }).click();
  await page.waitForURL(`**${botPath}`);
  const name = `Seen ${randomUUID().slice(0, 8)}`;
  expect((await apiAs(key).POST('/api/flow/create-tag', { body: { name } })).response.status).toBe(200);
  await shown(page.getByRole('link', { name: new RegExp(name) }));
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await shown(page.getByRole('heading', { name: 'Nobody like that' }));

  await page.goto(`/workspaces/${owner.workspaceId}/apps/${installationId}`);
  await expect
    .poll(async () => (await page.reload(), page.getByText(/^Used once in the last 30 days/).count()), {
      timeout: 90_000,
      interval: 500,
    })
    .toBe(1);
  expect(await page.getByText('Not used in the last 30 days').count()).toBe(1);
  await apiAs(key).DELETE('/api/flow/delete-tag-by-name', { body: { name } });
});

it.each([true, false])('finds a person and their conversation (JavaScript: %s)', async (javaScriptEnabled) => {
  await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
  const { page } = visit;
  await page.goto(botPath);
  const people = page.getByRole('region', { name: 'People' });
  const name = (await people.getByRole('link').last().locator('span.font-medium').innerText()).trim();
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('button', { name: 'Search people' }).click();
  await page.waitForURL(/search=/);
  await people.getByRole('link', { name }).first().click();
  await page.waitForURL(/person=/);
  await shown(page.getByRole('heading', { level: 2, name }));
  expect(await people.getByRole('link', { name }).first().getAttribute('aria-current')).toBe('true');
});

it.each([
  ['another workspace’s bot', botPath],
  ['a person of another bot', `/workspaces/${otherOwner.workspaceId}/bot?person=f1u1`],
])('keeps %s to itself', async (_whose, path) => {
  await using visit = await visitStore({ as: 'otherOwner' });
  expect((await visit.page.goto(path))?.status()).toBe(404);
});
