import { expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, tagMirrorManifest, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const publishPath = ({ app }: TagMirror) => `${consolePath(app, 'versions')}/publish`;

/** Saves a draft that asks for another permission and says something else. */
async function changeDraft({ app, server }: TagMirror, changes: Record<string, unknown> = {}) {
  const manifest = tagMirrorManifest(server.url);
  const scopes = [...(manifest['scopes'] as object[]), { id: 'labels:view', reason: 'To sort people as you do.' }];
  const { error } = await apiAs(system.accounts.developer.token).PUT('/v1/developer/apps/{appId}/manifest', {
    params: { path: { appId: app.id }, header: { 'If-Match': '*' } },
    body: { manifest: { ...manifest, name: app.name, slug: app.slug, scopes, summary: 'Sorts, too.', ...changes } },
  });
  if (error !== undefined) throw new Error(`The draft was refused: ${JSON.stringify(error)}`);
}

it.each([true, false])(
  'shows what changes and who is asked, refuses a lower version, publishes, and leads to the store (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    await installTagMirror(mirror.app, 'active');
    await changeDraft(mirror);
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consolePath(mirror.app, 'versions'));
    await page.getByRole('link', { name: 'Publish the draft' }).click();
    const changes = page.getByRole('region', { name: 'What changes' });
    await shown(changes.getByText('To sort people as you do.'));
    await shown(changes.getByText('Short description'));
    await shown(changes.locator('ins', { hasText: 'Sorts, too.' }));
    await shown(page.getByText('We propose 1.1.0. What owners agree to changes: permissions.'));
    await shown(page.getByText('Asked first, and left with the version they have until then: 1.'));
    expect(await page.getByLabel('Version', { exact: true }).inputValue()).toBe('1.1.0');

    const changelog = page.getByRole('textbox', { name: 'What is new' });
    await changelog.fill('Sorts people\nby their labels.');
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Preview what is new' }).click();
    const preview = page.getByRole('region', { name: 'Preview of what is new' });
    await shown(preview.getByText('Sorts people'));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);

    await page.getByLabel('Version', { exact: true }).fill('0.9.0');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await shown(page.getByRole('alert').getByText('higher than 1.0.0'));
    expect(await changelog.inputValue()).toBe('Sorts people\nby their labels.');
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);

    await page.getByLabel('Version', { exact: true }).fill('1.2.0');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await shown(page.getByRole('status').getByText('Version 1.2.0 is published.'));
    await page.getByRole('link', { name: 'See it in the store' }).click();
    await shown(page.getByRole('heading', { level: 1, name: mirror.app.name }));
    await shown(page.getByText('Sorts, too.').first());
  },
);

it('publishes by keyboard alone', async () => {
  await using mirror = await openTagMirror();
  await changeDraft(mirror);
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(publishPath(mirror));
  await tabTo(page, page.getByRole('textbox', { name: 'What is new' }));
  await page.keyboard.type('By keyboard.');
  await tabTo(page, page.getByRole('button', { name: 'Publish', exact: true }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('status').getByText('Version 1.1.0 is published.'));
});

it('publishes no other draft than the one that was read', async () => {
  await using mirror = await openTagMirror();
  await changeDraft(mirror);
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(publishPath(mirror));
  await changeDraft(mirror, { summary: 'Meanwhile another.' });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await shown(page.getByRole('alert').getByText('The draft was saved by somebody else after you read it.'));
  await shown(page.getByRole('region', { name: 'What changes' }).getByText('Meanwhile another.'));
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await shown(page.getByRole('status').getByText('Version 1.1.0 is published.'));
});

it('keeps what was typed over a reload and a session that ended, a staged release with it', async () => {
  await using mirror = await openTagMirror();
  await changeDraft(mirror);
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(publishPath(mirror));
  const [percentage, changelog] = [
    page.getByLabel('Out for how many of a hundred'),
    page.getByRole('textbox', { name: 'What is new' }),
  ];
  await percentage.fill('10');
  await changelog.fill('An hour of work.');
  await page.reload();
  await shown(page.getByRole('status').getByText('What you had typed below is back'));
  expect([await percentage.inputValue(), await changelog.inputValue()]).toEqual(['10', 'An hour of work.']);
  expect(await inspectPage(page)).toEqual([]);

  const session = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.waitForURL(/sign-in/);
  await page.context().addCookies(session);
  await page.goto(publishPath(mirror));
  await expect.poll(() => percentage.inputValue()).toBe('10');
  expect(await changelog.inputValue()).toBe('An hour of work.');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await shown(page.getByRole('status').getByText('It is out for 10 of a hundred installations.'));
  await changeDraft(mirror, { summary: 'The next one.' });
  await page.goto(publishPath(mirror));
  await shown(page.getByText('We propose 1.1.1.'));
  expect(await changelog.inputValue()).toBe('');
});

it('after a roll back compares with the version that stands, and publishes the same draft again', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(mirror.app, 'versions'));
  await shown(page.getByRole('region', { name: 'Version 1.0.0' }));
  expect(await page.locator('summary', { hasText: 'Roll back' }).count()).toBe(0);
  await changeDraft(mirror);
  await page.goto(publishPath(mirror));
  await page.getByLabel('Out for how many of a hundred').fill('10');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Out for everybody version 1.1.0' }).click();
  await shown(page.getByRole('status').getByText('Version 1.1.0 is let out further.'));
  await shown(page.getByRole('status').getByText('It is out for everybody.'));
  await shown(page.getByRole('region', { name: 'Version 1.0.0' }).getByText('Replaced by a later one'));
  await page.locator('summary', { hasText: 'Roll back 1.1.0' }).click();
  await page.getByRole('button', { name: 'Roll back 1.1.0' }).click();
  await shown(page.getByRole('status').getByText('Version 1.1.0 is rolled back.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.goto(publishPath(mirror));
  await shown(page.getByText('Version 1.1.0 is rolled back, so the draft is compared with the one that stands.'));
  await shown(page.getByRole('region', { name: 'What changes' }).getByText('To sort people as you do.'));
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await shown(page.getByRole('status').getByText('Version 1.2.0 is published.'));
});

it('says that there is nothing to publish, compares any two versions, and fits a phone', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(publishPath(mirror));
  await shown(page.getByRole('heading', { name: 'Nothing to publish' }));
  expect(await inspectPage(page)).toEqual([]);

  await changeDraft(mirror);
  await page.goto(publishPath(mirror));
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'From version 1.0.0 to 1.1.0' }));
  await shown(page.getByText('To sort people as you do.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('From', { exact: true }).selectOption('1.1.0');
  await page.getByLabel('To', { exact: true }).selectOption('1.0.0');
  await page.getByRole('button', { name: 'Compare' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'From version 1.1.0 to 1.0.0' }));
  await shown(page.getByRole('heading', { name: 'It no longer asks for' }));
});

it('is 404 for another developer', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'otherOwner' });
  for (const path of ['publish', 'compare'])
    expect((await visit.page.goto(`${consolePath(mirror.app, 'versions')}/${path}`))?.status()).toBe(404);
});
