import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { mailsOf, openAccount } from './kit/open-account.ts';
import { shown } from './kit/pages.ts';
import { signIn } from './kit/sign-in.ts';
import { system } from './kit/system.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

it.each([true, false])(
  'sessions are told apart and ended, one or all others, and a changed password ends them too (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const account = await openAccount('Ada');
    const others = [account.cookies, await signIn(system.baseUrl, account), await signIn(system.baseUrl, account)];
    const open = async () => {
      const answers = others.map((cookies) => mailsOf({ ...account, cookies }));
      return (await Promise.all(answers)).filter((mails) => mails !== undefined).length;
    };
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto('/sign-in?next=/account/sessions');
    await page.getByLabel('E-mail address').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Sessions' }));
    const items = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Last seen' });
    expect(await items.count()).toBe(4);
    const own = items.filter({ hasText: 'This one' });
    await shown(own.getByText(/Chrome on Linux/));
    await shown(own.getByText(/Signed in from .+Last seen/));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^End the session/ })
      .first()
      .click();
    await shown(page.getByRole('status').getByText('The session has ended.'));
    expect([await items.count(), await open()]).toEqual([3, 2]);
    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await shown(page.getByRole('status').getByText('All other sessions have ended.'));
    expect([await items.count(), await open()]).toEqual([1, 0]);

    others.push(await signIn(system.baseUrl, account));
    await page.getByRole('link', { name: 'Password' }).click();
    await page.getByLabel('Your password now').fill('not mine at all');
    await page.getByLabel('New password').fill('quite other words');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /This is not your password/ }));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.getByLabel('Your password now').fill(account.password);
    await page.getByLabel('New password').fill('quite other words');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await shown(page.getByRole('status').getByText('Your password is changed.'));
    expect(await open()).toBe(0);
  },
);
