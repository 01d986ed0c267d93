import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { consentPath, focused, newCrmToken, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { member } = system.accounts;
const visitStore = useBrowser();
const askButton = { name: 'Ask my owner' } as const;

it('leads from a member’s wish to an app that is installed: asked, mailed, approved with less, told', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  const note = `It saves an hour a day, says ${app.name}.`;
  {
    await using visit = await visitStore({ as: 'member' });
    const { page } = visit;
    await page.goto(consentPath(app.slug, member.workspaceId));
    await shown(page.getByRole('heading', { level: 1, name: `Ask for ${app.name}?` }));
    await page.getByRole('switch', { name: 'Manage flow tags' }).check();
    await page.getByRole('switch', { name: 'Send sub flows' }).check();
    await page.getByLabel('Why would you like it?').fill(note);
    expect(await inspectPage(page)).toEqual([]);
    await page.getByRole('button', askButton).click();
    await shown(page.getByRole('status').getByText('You have asked'));
    await page.goto(consentPath(app.slug, member.workspaceId));
    await shown(page.getByText('Nobody has answered yet'));
    expect(await page.getByRole('button', askButton).count()).toBe(0);
  }
  {
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled: false });
    const { page } = visit;
    await page.goto('/outbox');
    const mail = page.getByRole('listitem').filter({ hasText: note });
    await shown(mail.getByRole('heading', { name: new RegExp(`asks for ${app.name} in`) }));
    await mail.getByRole('link', { name: /\/requests\// }).click();
    await shown(page.getByRole('heading', { level: 1, name: new RegExp(`asks for ${app.name}`) }));
    await shown(page.getByText(note));
    expect(await page.getByRole('switch', { name: 'Manage flow tags' }).isChecked()).toBe(true);
    await page.getByRole('switch', { name: 'Send sub flows' }).uncheck();
    // First without what the app needs to know: it is said, and the choice stays.
    await page.getByRole('button', { name: 'Approve and install' }).click();
    await shown(
      page
        .getByRole('alert')
        .getByText(/CRM token/)
        .first(),
    );
    expect(await page.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(false);
    const crmToken = newCrmToken();
    await page.getByLabel('CRM token').fill(crmToken);
    await page.getByLabel('Name of the list').fill('Leads');
    await page.getByRole('button', { name: 'Approve and install' }).click();
    expect(readSubscribeRequest(app, await server.request(0))).toMatchObject({ token: crmToken, list: 'Leads' });
    await shown(page.getByText(`${app.name} is ready to use`));
    const granted = page.getByRole('region', { name: 'Permissions' });
    await shown(granted.getByRole('heading', { name: 'Manage flow tags' }));
    await shown(granted.getByText('What you left off'));
  }
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  await page.goto('/outbox');
  const told = page.getByRole('listitem').filter({ hasText: `${app.name} is installed in` });
  await told.getByRole('link').click();
  await shown(page.getByRole('heading', { level: 1, name: app.name }));
  await page.goto(`/workspaces/${member.workspaceId}/apps`);
  const mine = page
    .getByRole('region', { name: 'What you asked for' })
    .getByRole('listitem')
    .filter({ hasText: app.name });
  await shown(mine.getByText('Approved').last());
});

it('is declined with a word, by keyboard alone; the member reads it and may ask again', async () => {
  await using mirror = await openTagMirror();
  const { app } = mirror;
  {
    await using visit = await visitStore({ as: 'member' });
    const { page } = visit;
    await page.goto(consentPath(app.slug, member.workspaceId));
    await tabTo(page, page.getByRole('switch', { name: 'Send sub flows' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByLabel('Why would you like it?'));
    await page.keyboard.type('Please.');
    await tabTo(page, page.getByRole('button', askButton));
    await page.keyboard.press('Enter');
    await shown(page.getByRole('status').getByText('You have asked'));
    await focused(page.getByRole('status'));
  }
  {
    await using visit = await visitStore({ as: 'owner' });
    const { page } = visit;
    await page.goto(`/workspaces/${member.workspaceId}/apps`);
    await tabTo(page, page.getByRole('region', { name: /What members ask for/ }).getByRole('link', { name: app.name }));
    await page.keyboard.press('Enter');
    await shown(page.getByRole('heading', { level: 1, name: new RegExp(`asks for ${app.name}`) }));
    expect(await inspectPage(page)).toEqual([]);
    await tabTo(page, page.getByLabel(/^A word for/));
    await page.keyboard.type('Not before spring.');
    await tabTo(page, page.getByRole('button', { name: 'Decline the ask' }));
    await page.keyboard.press('Enter');
    await shown(page.getByRole('status').getByText('Done'));
  }
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  await page.goto(consentPath(app.slug, member.workspaceId));
  await shown(page.getByText('Not before spring.'));
  await page.getByRole('button', askButton).click();
  await shown(page.getByRole('status').getByText('You have asked'));
  await page.getByRole('button', { name: 'Take it back' }).click();
  await shown(page.getByText('Your ask is taken back.'));
});
