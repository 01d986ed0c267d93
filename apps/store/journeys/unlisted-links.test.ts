import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { agree, fillConsent, newCrmToken, shown } from './kit/pages.ts';
import { publishVersion } from './kit/publish-version.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror, tagMirrorManifest, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const linksPath = ({ app }: TagMirror) => `/developer/apps/${app.id}/links`;

it.each([true, false])(
  'takes an app out of the lists, and installs it by a link until that is used up (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    await using developer = await visitStore({ as: 'developer', javaScriptEnabled });
    const console = developer.page;
    await console.goto(linksPath(mirror));
    await console.getByRole('button', { name: 'Take it out of the lists' }).click();
    await shown(console.getByRole('status').getByText('It is out of the store’s lists.'));
    await console.getByLabel('Label').fill('Testers');
    await console.getByLabel('For how many installations').fill('0');
    await console.getByRole('button', { name: 'Make the link' }).click();
    await shown(console.getByRole('alert').getByText('Give a whole number from 1 to 1,000.'));
    if (javaScriptEnabled) expect(await inspectPage(console)).toEqual([]);
    await console.getByLabel('For how many installations').fill('1');
    await console.getByRole('button', { name: 'Make the link' }).click();
    await shown(console.getByText('it is shown this once'));
    if (javaScriptEnabled) expect(await inspectPage(console)).toEqual([]);
    const link = await console.getByLabel('Link', { exact: true }).inputValue();

    await using owner = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = owner;
    await page.goto(`/?query=${encodeURIComponent(mirror.app.name)}`);
    expect(await page.getByRole('link', { name: mirror.app.name }).count()).toBe(0);
    await page.goto(`/apps/${mirror.app.slug}`);
    await shown(page.getByText('Not in the store any more'));
    expect(await page.getByRole('link', { name: 'Install', exact: true }).count()).toBe(0);
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.goto(link);
    await shown(page.getByText('You came by a link of the developer’s'));
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.getByRole('link', { name: 'Install', exact: true }).click();
    await page.getByLabel('Into which workspace?').selectOption(system.accounts.owner.workspaceId);
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.waitForURL(/workspace=/);
    await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
    await agree(page).click();
    await page.waitForURL(/\/workspaces\//);
    readSubscribeRequest(mirror.app, await mirror.server.request(0));

    expect((await page.goto(link))?.status()).toBe(410);
    await shown(page.getByText('This link has been used as often as it may be.'));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await console.goto(linksPath(mirror));
    await shown(console.getByText('1 of 1 installations made'));
    await console.locator('summary', { hasText: 'Revoke …' }).click();
    if (javaScriptEnabled) expect(await inspectPage(console)).toEqual([]);
    await console.getByRole('button', { name: /^Revoke Testers/ }).click();
    await shown(console.getByRole('status').getByText('The link is revoked.'));
    await page.goto(link);
    await shown(page.getByText('The developer has taken this link back.'));
    if (javaScriptEnabled) expect(await inspectPage(console)).toEqual([]);
    await console.getByRole('button', { name: 'Put it into the lists' }).click();
    await shown(console.getByRole('status').getByText('It is in the store’s lists.'));
  },
);

it('says that a link to a version that is rolled back leads to the one in the store', async () => {
  await using mirror = await openTagMirror();
  const version = await publishVersion(mirror.app, { ...tagMirrorManifest(mirror.server.url), summary: 'Another.' });
  const developer = apiAs(system.accounts.developer.token);
  const path = { appId: mirror.app.id };
  const { data } = await developer.POST('/v1/developer/apps/{appId}/links', {
    params: { path },
    body: { label: 'Testers', version, days: 3, cap: 3 },
  });
  await developer.POST('/v1/developer/apps/{appId}/versions/{version}/roll-back', {
    params: { path: { ...path, version } },
  });
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(linksPath(mirror));
  await shown(page.getByText(`leads to the version in the store, since ${version} is rolled back`));
  await page.goto(data!.url!);
  await shown(page.getByText('1.0.0', { exact: true }));
});

it('makes a link by keyboard alone', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(linksPath(mirror));
  await tabTo(page, page.getByRole('textbox', { name: 'Label optional', exact: true }));
  await page.keyboard.type('By keyboard');
  await tabTo(page, page.getByRole('button', { name: 'Make the link' }));
  await page.keyboard.press('Enter');
  await shown(page.getByText('it is shown this once'));
  await shown(page.getByRole('heading', { name: 'By keyboard' }));
});

it('is 404 for another developer', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'otherOwner' });
  expect((await visit.page.goto(linksPath(mirror)))?.status()).toBe(404);
});
