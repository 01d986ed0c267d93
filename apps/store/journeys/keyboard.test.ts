import { expect, it } from 'vitest';
import { agree, focused, newCrmToken, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();

it('leads from a listing to an app that is installed, and away again, by keyboard alone', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  const follow = async (...[role, options]: Parameters<typeof page.getByRole>) => {
    await tabTo(page, page.getByRole(role, options));
    await page.keyboard.press('Enter');
  };
  await page.goto(`/apps/${app.slug}`);
  await follow('link', { name: 'Install' });
  await shown(page.getByRole('heading', { level: 1, name: `Install ${app.name}?` }));

  await tabTo(page, page.getByLabel('Into which workspace?'));
  await page.keyboard.type('Fern');
  await follow('button', { name: 'Switch' });
  await page.waitForURL(/workspace=/);
  await tabTo(page, page.getByRole('switch', { name: 'Manage flow tags' }));
  await page.keyboard.press('Space');
  const crmToken = newCrmToken();
  await tabTo(page, page.getByLabel('CRM token'));
  await page.keyboard.type(crmToken);
  await tabTo(page, page.getByLabel('Name of the list'));
  await page.keyboard.type('Leads');
  await tabTo(page, agree(page));
  await page.keyboard.press('Enter');

  await shown(page.getByRole('status').getByText(`${app.name} is ready to use`));
  expect(page.url()).toContain(owner.workspaceId);
  expect(readSubscribeRequest(app, await server.request(0))).toMatchObject({ token: crmToken, list: 'Leads' });
  await follow('link', { name: /^Uninstall/ });
  await shown(page.getByRole('heading', { level: 1, name: `Uninstall ${app.name}?` }));
  await follow('button', { name: `Uninstall ${app.name}` });
  await shown(page.getByRole('status').getByText(`${app.name} is uninstalled`));
  await server.request(1);
});

it('skips to the content, and opens and leaves a menu', async () => {
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.reload();
  const theme = page.locator('summary', { hasText: 'Theme' });
  await tabTo(page, theme);
  await page.keyboard.press('Enter');
  await shown(page.getByRole('button', { name: 'Dark' }));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Dark' }).waitFor({ state: 'hidden' });
  await focused(theme);
});
