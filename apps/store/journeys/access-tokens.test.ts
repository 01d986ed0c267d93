import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import { system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

const ask = (token: string, path: string, method = 'GET') =>
  fetch(system.baseUrl + path, { method, headers: { authorization: `Bearer ${token}` } });

it.each([true, false])(
  'makes a token that may what was chosen and no more, shows it once, and revokes it (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    await page.goto('/account/tokens');
    await shown(page.getByText('May do everything').first());
    await page.getByRole('radio', { name: 'Until a date of your choice' }).check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    const alert = page.getByRole('alert');
    for (const told of [/^Say in 1 to 80/, /^Choose at least one/, /^Choose a day/]) await shown(alert.getByText(told));
    await inspect();
    const name = `Publish from CI ${crypto.randomUUID().slice(0, 8)}`;
    await page.getByLabel('What it is for').fill(name);
    await page.getByRole('checkbox', { name: /^Read your apps/ }).check();
    await page.getByRole('radio', { name: '7 days' }).check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    await shown(page.getByText('it is shown this once'));
    await inspect();
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    expect(page.url()).not.toContain(token);
    expect((await ask(token, '/v1/developer/apps')).status).toBe(200);
    const refused = await ask(token, '/v1/developer/sandbox', 'POST');
    expect([refused.status, await refused.json()]).toMatchObject([403, { needed: 'apps:write' }]);
    await page.getByRole('link', { name: 'I have copied it' }).click();
    const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
    await shown(item.getByText('Read your apps'));
    expect(await page.content()).not.toContain(token);
    await item.locator('summary').click();
    await inspect();
    await item.getByRole('button', { name: /^Revoke/ }).click();
    await shown(page.getByRole('status').getByText('The token is revoked.'));
    expect(await page.getByRole('heading', { name }).count()).toBe(0);
    expect((await ask(token, '/v1/developer/apps')).status).toBe(401);
  },
);

it('is filled in by keyboard alone', async () => {
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto('/account/tokens');
  await tabTo(page, page.getByLabel('What it is for'));
  await page.keyboard.type('By keyboard');
  await tabTo(page, page.getByRole('checkbox', { name: /^Run the store/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Make the token' }));
  await page.keyboard.press('Enter');
  await shown(page.getByText('it is shown this once'));
});
