import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const { otherOwner, developer, member } = system.accounts;
const visitStore = useBrowser();
const place = `/workspaces/${otherOwner.workspaceId}`;

async function codeIn({ token }: { token: string }): Promise<string> {
  const { data } = await apiAs(token).GET('/v1/outbox', { params: { query: { limit: 5 } } });
  return data!.items.map(({ text }) => /#(mm_invite_\w{38})/.exec(text)?.[1]).find((code) => code !== undefined)!;
}

async function invite(page: Page, email: string): Promise<void> {
  await page.goto(`${place}/members`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await shown(page.getByRole('status').getByText('The invitation is on its way.'));
}

it.each([true, false])(
  'invites somebody by mail, who signs in in between, sees what it is and joins; and is removed (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const inspect = async (seen: Page) => {
      if (javaScriptEnabled) expect(await inspectPage(seen)).toEqual([]);
    };
    await using owning = await visitStore({ as: 'otherOwner', javaScriptEnabled });
    const owner = owning.page;
    await owner.goto(`${place}/members`);
    await owner.getByLabel('E-mail address').fill('nobody');
    await owner.getByRole('button', { name: 'Send the invitation' }).click();
    await shown(owner.getByRole('alert').getByText(/^Enter an e-mail address/));
    await inspect(owner);
    await invite(owner, developer.email);
    await shown(owner.getByRole('heading', { level: 3, name: developer.email }));
    await inspect(owner);
    const code = await codeIn(developer);

    await using wrong = await visitStore({ as: 'member', javaScriptEnabled });
    await open(wrong.page, code, javaScriptEnabled);
    await shown(wrong.page.getByText('This invitation went to another address'));
    expect(await wrong.page.content()).not.toContain(developer.email);
    await inspect(wrong.page);

    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await open(page, code, javaScriptEnabled);
    await page.waitForURL(/\/sign-in\?next=%2Finvitations$/);
    await page.getByLabel('E-mail address').fill(developer.email);
    await page.getByLabel('Password').fill(developer.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shown(page.getByRole('heading', { level: 1, name: /^Join .+\?$/ }));
    expect(page.url()).toBe(`${system.baseUrl}/invitations`);
    await inspect(page);
    await page.getByRole('button', { name: 'Accept and join' }).click();
    await page.waitForURL(new RegExp(`${place}/apps$`));
    await page.goto(`${place}/members`);
    await shown(page.getByText('(you)'));

    await owner.goto(`${place}/members`);
    const line = owner.getByRole('listitem').filter({ hasText: developer.email });
    await line.getByRole('combobox').selectOption({ label: 'Admin' });
    await line.getByRole('button', { name: /^Change/ }).click();
    await shown(owner.getByRole('status').getByText('The role is changed. It holds at once.'));
    await page.goto(`${place}/audit`);
    await shown(page.getByRole('table').getByText('Member joined').first());
    await owner
      .locator('summary')
      .filter({ hasText: /^Remove/ })
      .last()
      .click();
    await inspect(owner);
    await line.getByRole('button', { name: /^Remove/ }).click();
    await shown(owner.getByRole('status').getByText('The member is removed.'));
    expect((await page.goto(`${place}/members`))?.status()).toBe(404);
  },
);

// The script there goes on at once, so nothing of this page is waited for.
const followLink = async (page: Page, code: string) =>
  void (await page.goto(`/invitations#${code}`, { waitUntil: 'commit' }));

/** As the mail says: by its link, or by hand where nothing runs scripts. */
async function open(page: Page, code: string, isScripted: boolean): Promise<void> {
  if (isScripted) return followLink(page, code);
  await page.goto('/invitations');
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
}

it('sends an invitation again, takes it back, and says what is left of its link', async () => {
  await using owning = await visitStore({ as: 'otherOwner' });
  const owner = owning.page;
  await invite(owner, member.email);
  const first = await codeIn(member);
  await owner.getByRole('button', { name: `Send again to ${member.email}` }).click();
  await shown(owner.getByRole('status').getByText(/^The invitation is sent again/));
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  await followLink(page, first);
  await shown(page.getByText('This invitation is not open'));
  expect(await inspectPage(page)).toEqual([]);
  await followLink(page, await codeIn(member));
  await shown(page.getByRole('heading', { level: 1, name: /^Join / }));
  await owner.getByRole('button', { name: `Take back the invitation of ${member.email}` }).click();
  await shown(owner.getByRole('status').getByText(/^The invitation is taken back/));
  await page.getByRole('button', { name: 'Accept and join' }).click();
  await shown(page.getByRole('alert').getByText(/^This invitation is not open/));
});

it('somebody without a workspace finds how to make one, makes it, and is its last owner', async () => {
  await using visit = await visitStore({ as: 'operator' });
  const { page } = visit;
  await page.goto('/workspaces');
  expect(await inspectPage(page)).toEqual([]);
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type('Night Shift');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: 'Members' }));
  await shown(page.getByText('You are the only owner.'));
  expect(await inspectPage(page)).toEqual([]);
});
