import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { linkIn, mailsOf, openAccount } from './kit/open-account.ts';
import { shown } from './kit/pages.ts';
import { signIn } from './kit/sign-in.ts';
import { system } from './kit/system.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const newPassword = 'other words of mine';

it.each([true, false])(
  'who forgot their password chooses another one by the link of a mail, once, and is signed out everywhere (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const account = await openAccount('Ada');
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail address').fill(account.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await shown(page.getByRole('status').getByText(`A mail is on its way to ${account.email}.`));
    await inspect();
    const [mail] = await mailsOf(account);
    const link = linkIn(mail!.text);
    await page.goto(link);
    expect(page.url()).toBe(`${system.baseUrl}/reset-password`);
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /10 characters or more/ }));
    await inspect();
    await page.getByLabel('New password').fill(newPassword);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await shown(page.getByRole('status').getByText('Your password is changed.'));
    await page.getByLabel('E-mail address').fill(account.email);
    await page.getByLabel('Password').fill(newPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await expect(signIn(system.baseUrl, account)).rejects.toThrow('401');
    await expect(mailsOf(account)).resolves.toBeUndefined();
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByLabel('New password').fill(newPassword);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await shown(page.getByRole('alert').getByText(/does not work any more/));
    await shown(page.getByRole('link', { name: 'Ask for another link' }));
    await inspect();
  },
);
