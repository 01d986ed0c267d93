import { describe, expect, it } from 'vitest';
import { agree, consentPath, fillConsent, focused, newCrmToken, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, member } = system.accounts;
// The owner belongs to both.
const [here, there] = [owner.workspaceId, member.workspaceId];
const visitStore = useBrowser();

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('another workspace is chosen on the consent page, $how:', ({ javaScriptEnabled }) => {
  it('what was chosen and entered comes along, a secret only where it never left the page', async () => {
    await using mirror = await openTagMirror();
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consentPath(mirror.app.slug, here));
    await page.getByRole('switch', { name: 'Send sub flows' }).check();
    const crmToken = newCrmToken();
    await fillConsent(page, { crmToken, list: 'Leads & “friends”' });
    await page.getByLabel('Into which workspace?').selectOption(there);
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.waitForURL((url) => url.searchParams.get('workspace') === there);
    await expect.poll(() => page.getByLabel('Into which workspace?').inputValue()).toBe(there);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads & “friends”');
    expect(await page.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Manage flow tags' }).isChecked()).toBe(false);
    expect(await page.getByLabel('CRM token').inputValue()).toBe(javaScriptEnabled ? crmToken : '');
    if (!javaScriptEnabled) {
      await shown(page.getByRole('status').getByText('Secrets are not kept'));
      await page.getByLabel('CRM token').fill(crmToken);
    }
    await agree(page).click();
    await page.waitForURL(/\/apps\/ins_/);
    expect(page.url()).toContain(`/workspaces/${there}/`);
    expect(readSubscribeRequest(mirror.app, await mirror.server.request(0))).toMatchObject({
      token: crmToken,
      list: 'Leads & “friends”',
    });
  });

  it('Enter in a field agrees, and does not switch', async () => {
    await using mirror = await openTagMirror();
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consentPath(mirror.app.slug, here));
    await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
    await page.getByLabel('Into which workspace?').selectOption(there);
    await page.getByLabel('Name of the list').press('Enter');
    await page.waitForURL(/\/apps\/ins_/);
    expect(page.url()).toContain(`/workspaces/${here}/`);
  });

  it('“Install app” of a workspace leads to the consent page for that one', async () => {
    await using mirror = await openTagMirror();
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    for (const workspaceId of [there, here]) {
      await page.goto(`/workspaces/${workspaceId}/apps`);
      await page.getByRole('link', { name: 'Install app' }).click();
      await page.waitForURL((url) => url.pathname === '/');
      await page.goto(`/apps/${mirror.app.slug}`);
      await page.getByRole('link', { name: 'Install', exact: true }).click();
      await shown(page.getByRole('heading', { level: 1, name: `Install ${mirror.app.name}?` }));
      expect(await page.getByLabel('Into which workspace?').inputValue()).toBe(workspaceId);
    }
  });
});

it('is done by keyboard, which stays where it was', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(consentPath(mirror.app.slug, here));
  const select = page.getByLabel('Into which workspace?');
  await select.selectOption(there);
  const button = page.getByRole('button', { name: 'Switch' });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('workspace') === there);
  await focused(button);
  await shown(page.getByRole('status').getByText('Now choosing for'));
});
