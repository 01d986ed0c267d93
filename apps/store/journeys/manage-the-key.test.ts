import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();

const call = async (key: string) => (await apiAs(key).GET('/api/flow/tags')).response.status;

it.each([true, false])(
  'replaces, pauses, bounds and ends the key of an app (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    const id = await installTagMirror(mirror.app, 'active');
    const { key: first } = readSubscribeRequest(mirror.app, await mirror.server.request(0));
    const path = `/workspaces/${owner.workspaceId}/apps/${id}`;
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(path);
    await page.getByRole('link', { name: 'Manage the key' }).click();
    await page.waitForURL(`**${path}/key`);
    await shown(page.getByText(`${first.slice(0, 12)}…${first.slice(-4)}`));
    // The inspection runs in the page.
    const inspect = async () => (javaScriptEnabled ? inspectPage(page) : []);
    expect(await inspect()).toEqual([]);

    await page.getByLabel('The present key works on for').selectOption('No longer: end it at once');
    await page.getByRole('button', { name: 'Replace the key' }).click();
    await shown(page.getByText('A new key is on its way'));
    const { key: second } = readSubscribeRequest(mirror.app, await mirror.server.request(1));
    expect([await call(first), await call(second)]).toEqual([401, 200]);

    await page.getByRole('button', { name: 'Pause the key' }).click();
    await shown(page.getByText('The key is paused.'));
    expect(await call(second)).toBe(401);
    await page.getByRole('button', { name: 'Let the key go on' }).click();
    await shown(page.getByText('The key works again.'));
    expect(await call(second)).toBe(200);

    await page.getByLabel('Addresses and networks').fill('203.0.113.0/24\noffice');
    await page.getByRole('button', { name: 'Save' }).click();
    await shown(page.getByRole('alert'));
    expect(await page.getByLabel('Addresses and networks').inputValue()).toBe('203.0.113.0/24\noffice');
    expect(await inspect()).toEqual([]);
    await page.getByLabel('Addresses and networks').fill('203.0.113.0/24');
    await page.getByRole('button', { name: 'Save' }).click();
    await shown(page.getByText('From now on the key works from there only.'));
    expect(await call(second)).toBe(403);
    await page.getByLabel('Addresses and networks').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await shown(page.getByText('From now on the key works from anywhere.'));

    await page.getByRole('button', { name: 'End the key' }).click();
    await shown(page.getByRole('heading', { name: 'No key works now' }));
    expect(await call(second)).toBe(401);
    await shown(page.getByText('Ended: somebody here ended it.'));
    expect(await inspect()).toEqual([]);
  },
);

it('shows the developer the keys of an app and not how to read them, and a member how the key stands and nothing to change', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  const { key } = readSubscribeRequest(mirror.app, await mirror.server.request(0));
  await using visit = await visitStore({ as: 'developer' });
  await visit.page.goto('/developer');
  expect(await inspectPage(visit.page)).toEqual([]);
  await visit.page.getByRole('link', { name: `Keys of ${mirror.app.name}` }).click();
  await shown(visit.page.getByText(`${key.slice(0, 12)}…${key.slice(-4)}`));
  await shown(visit.page.getByText('flow-tags:view'));
  expect(await inspectPage(visit.page)).toEqual([]);

  await using membersVisit = await visitStore({ as: 'member' });
  await membersVisit.page.goto(`/workspaces/${owner.workspaceId}/apps/${id}/key`);
  await shown(membersVisit.page.getByText(`${key.slice(0, 12)}…${key.slice(-4)}`));
  expect(await membersVisit.page.getByRole('button', { name: /key|Save/ }).count()).toBe(0);
});
