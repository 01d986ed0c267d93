import { expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { agree, consentPath, newCrmToken, shown } from './kit/pages.ts';
import { publishVersion } from './kit/publish-version.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, tagMirrorManifest, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();

const pathOf = (id: string) => `/workspaces/${owner.workspaceId}/apps/${id}`;
const read = async (id: string) => {
  const path = { workspaceId: owner.workspaceId, installationId: id };
  const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';
  const { data } = await apiAs(owner.token).GET(one, { params: { path } });
  return data!;
};
/** Waits until a version waits for consent. */
const offered = (id: string, version: string) =>
  expect.poll(async () => (await read(id)).update?.version).toBe(version);

/** The manifest of Tag Mirror with a further scope that is required, another reason, and another host. */
const greedy = ({ server, app }: TagMirror) => {
  const manifest = tagMirrorManifest(server.url);
  const [view, ...others] = manifest['scopes'] as { id: string; reason: string }[];
  const scopes = [
    { ...view!, reason: 'To count the tags, too.' },
    ...others,
    { id: 'labels:view', reason: 'To sort people as you do.' },
  ];
  return { ...manifest, name: app.name, scopes };
};

it.each([true, false])(
  'shows what an update asks for, stays as it is when declined, and does it when agreed (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    const id = await installTagMirror(mirror.app, 'active');
    const { key } = readSubscribeRequest(mirror.app, await mirror.server.request(0));
    const version = await publishVersion(mirror.app, greedy(mirror), { changelog: 'Sorts by labels.' });
    await offered(id, version);
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(`/workspaces/${owner.workspaceId}/apps`);
    const called = { name: mirror.app.name, exact: true };
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', called) });
    await shown(row.getByText('Update waits for you').locator('visible=true'));
    await row.getByRole('link', called).click();

    const card = page.getByRole('region', { name: 'Update', exact: true });
    await shown(card.getByRole('heading', { name: `Update to version ${version}?` }));
    await shown(card.getByText('To sort people as you do.'));
    await shown(card.getByText('Sorts by labels.'));
    await shown(card.locator('del', { hasText: 'To read the tags we mirror.' }));
    await shown(card.getByText('It will still not be able to'));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    const sizes = await Promise.all(
      ['Decline', 'Agree and update'].map(async (name) => {
        const button = card.getByRole('button', { name });
        const box = (await button.boundingBox())!;
        return [box.width, box.height, await button.evaluate((element) => getComputedStyle(element).backgroundColor)];
      }),
    );
    expect(sizes[0]).toEqual(sizes[1]);

    await card.getByRole('button', { name: 'Decline' }).click();
    await shown(page.getByRole('status').getByText('You declined the update.'));
    expect(await read(id)).toMatchObject({ version: '1.0.0', update: { status: 'declined' } });
    await shown(card.getByText('Declined', { exact: true }));
    await card.getByRole('button', { name: 'Agree and update' }).click();
    await shown(page.getByRole('status').getByText('The update is done.'));
    expect(await read(id)).toMatchObject({ version, update: null, scopes: ['flow-tags:view', 'labels:view'] });
    expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(200);

    const consents = page.getByRole('region', { name: 'Consents' });
    await shown(consents.getByText(`agreed to the change from version 1.0.0 to ${version}.`));
    await shown(consents.getByText(`declined version ${version}.`));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      consents.getByRole('link', { name: 'CSV of all consents' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('consents.csv');
  },
);

it('says what has changed when the update was replaced under the reader, and keeps what was chosen', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  const first = await publishVersion(mirror.app, greedy(mirror));
  await offered(id, first);
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(pathOf(id));
  const card = page.getByRole('region', { name: 'Update', exact: true });
  await card.locator('summary', { hasText: 'What else it may do' }).click();
  await card.getByRole('switch', { name: 'Send sub flows' }).check();
  const wider = greedy(mirror);
  const second = await publishVersion(mirror.app, {
    ...wider,
    scopes: [...wider.scopes, { id: 'flows:view', reason: 'To name your flows.' }],
  });
  await card.getByRole('button', { name: 'Agree and update' }).click();
  await shown(page.getByRole('alert').getByText(`${mirror.app.name} has changed while you were reading`));
  const changed = page.getByRole('region', { name: 'What has changed' });
  await shown(changed.getByText('To name your flows.'));
  expect(await changed.getByText('To sort people as you do.').count()).toBe(0);
  expect(await read(id)).toMatchObject({ version: '1.0.0' });
  await shown(card.getByRole('heading', { name: `Update to version ${second}?` }));
  await card.locator('summary', { hasText: 'What else it may do' }).click();
  expect(await card.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(true);
  expect(await inspectPage(page)).toEqual([]);
  await card.getByRole('button', { name: 'Agree and update' }).click();
  await shown(page.getByRole('status').getByText('The update is done.'));
  expect((await read(id)).scopes).toEqual(['flow-tags:view', 'sub-flows:send', 'labels:view', 'flows:view']);
});

it('switches nothing when another version runs by now than the one whose permissions were read', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(pathOf(id));
  const { scopes, ...manifest } = tagMirrorManifest(mirror.server.url);
  const told = (scopes as object[]).map((scope) => ({ ...scope, reason: 'For another reason.' }));
  const version = await publishVersion(mirror.app, { ...manifest, name: mirror.app.name, scopes: told });
  await expect.poll(async () => (await read(id)).version).toBe(version);
  await page.getByRole('switch', { name: 'Send sub flows' }).check();
  await page.getByRole('button', { name: 'Save your choice' }).click();
  await shown(page.getByRole('alert').getByText(`Version ${version} runs by now: please look at its permissions.`));
  expect((await read(id)).scopes).toEqual(['flow-tags:view']);
  await page.getByRole('switch', { name: 'Send sub flows' }).check();
  await page.getByRole('button', { name: 'Save your choice' }).click();
  await expect.poll(async () => (await read(id)).scopes).toEqual(['flow-tags:view', 'sub-flows:send']);
});

it('says on the consent page what was published while it was being read, and asks again', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(consentPath(mirror.app.slug));
  await page.getByRole('switch', { name: 'Send sub flows' }).check();
  await page.getByLabel('CRM token').fill(newCrmToken());
  await page.getByLabel('Name of the list').fill('Leads');
  const version = await publishVersion(mirror.app, greedy(mirror));
  await agree(page).click();
  await shown(page.getByRole('alert').getByText(`version ${version} is in the store now`));
  const changed = page.getByRole('region', { name: 'What has changed' });
  await shown(changed.getByText('To sort people as you do.'));
  expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads');
  expect(await page.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(true);
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('CRM token').fill(newCrmToken());
  await agree(page).click();
  await shown(page.getByRole('status').getByText(`${mirror.app.name} is ready to use`));
});

it('switches an optional permission and agrees to an update, by keyboard alone', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(pathOf(id));
  await tabTo(page, page.getByRole('switch', { name: 'Send sub flows' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Save your choice' }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('status').getByText('What it may do is changed.'));
  expect((await read(id)).scopes).toEqual(['flow-tags:view', 'sub-flows:send']);
  expect(await page.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(true);

  const version = await publishVersion(mirror.app, greedy(mirror));
  await offered(id, version);
  await page.goto(pathOf(id));
  await tabTo(page, page.getByRole('button', { name: 'Agree and update' }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('status').getByText('The update is done.'));
  expect(await read(id)).toMatchObject({ version, scopes: ['flow-tags:view', 'sub-flows:send', 'labels:view'] });
});

it('lets the developer see who has which version, let one out step by step, and roll it back', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  const manifest = {
    ...tagMirrorManifest(mirror.server.url),
    name: mirror.app.name,
    summary: 'Shows your tags better.',
  };
  const version = await publishVersion(mirror.app, manifest, { percentage: 1, changelog: 'Better.' });
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto('/developer');
  await page.getByRole('link', { name: `Versions of ${mirror.app.name}` }).click();
  await page.waitForURL(`**${consolePath(mirror.app, 'versions')}`);
  const staged = page.getByRole('region', { name: `Version ${version}` });
  await shown(staged.getByText('Out for 1 %'));
  await shown(page.getByRole('region', { name: 'Version 1.0.0' }).getByText('In the store'));
  expect(await inspectPage(page)).toEqual([]);
  await staged.getByLabel('Out for how many of a hundred').fill('lots');
  await staged.getByRole('button', { name: 'Let it out' }).click();
  await shown(page.getByRole('alert').getByText(/Give a whole number from 1 to 100/));
  expect(await staged.getByLabel('Out for how many of a hundred').inputValue()).toBe('lots');
  await staged.getByLabel('Out for how many of a hundred').fill('100');
  await staged.getByRole('button', { name: 'Let it out' }).click();
  await shown(page.getByRole('status').getByText(`Version ${version} is let out further.`));
  await expect.poll(async () => (await read(id)).version).toBe(version);

  await using ownersVisit = await visitStore({ as: 'owner' });
  await ownersVisit.page.goto(pathOf(id));
  const told = ownersVisit.page.getByRole('region', { name: 'Version', exact: true });
  await shown(told.getByText('Better.'));
  await page.reload();
  await staged.locator('summary', { hasText: 'Roll back' }).click();
  await staged.getByRole('button', { name: `Roll back ${version}` }).click();
  await shown(page.getByRole('status').getByText(`Version ${version} is rolled back.`));
  await expect.poll(async () => (await read(id)).version).toBe('1.0.0');
});

it('shows a member the update and nothing to decide', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  const version = await publishVersion(mirror.app, greedy(mirror));
  await offered(id, version);
  await using visit = await visitStore({ as: 'member' });
  await visit.page.goto(pathOf(id));
  await shown(visit.page.getByText('An owner or admin of the workspace decides about it.'));
  expect(await visit.page.getByRole('button', { name: /Agree|Decline|Save/ }).count()).toBe(0);
  expect(await visit.page.getByRole('switch').count()).toBe(0);
});
