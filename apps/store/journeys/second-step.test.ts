import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { openAccount } from './kit/open-account.ts';
import { shown } from './kit/pages.ts';
import { totpCode } from './kit/totp-code.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

it.each([true, false])(
  'a second step is set up, asked for, got past by a backup code, and turned off (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const { email, password, cookies } = await openAccount('Ada');
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    const signInOnPage = async () => {
      await page.context().clearCookies();
      await page.goto('/sign-in?next=/account/two-factor');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await shown(page.getByRole('heading', { level: 1, name: 'One more step' }));
    };
    await page.context().addCookies(cookies);
    await page.goto('/account/two-factor');
    await shown(page.getByText('The second step is off'));
    await page.getByLabel('Your password').fill('not mine');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /This is not your password/ }));
    await inspect();
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await shown(page.getByRole('img', { name: /QR code/ }));
    const secret = (await page.getByLabel('Or enter this secret there').inputValue()).replaceAll(' ', '');
    const uri = `otpauth://totp/Minimart?secret=${secret}`;
    await inspect();
    await page.getByLabel('The code that the app shows now').fill('000000');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /This code is wrong/ }));
    await page.getByLabel('The code that the app shows now').fill(totpCode(uri));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    const backupCodes = (await page.getByRole('textbox', { name: 'Backup codes' }).inputValue()).split('\n');
    expect(backupCodes).toHaveLength(10);
    await inspect();
    await page.getByRole('link', { name: 'I have kept them, go on' }).click();
    await shown(page.getByText('The second step is on', { exact: true }));
    await inspect();

    await signInOnPage();
    await page.getByLabel('Code').fill('12 34');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /six digits/ }));
    await inspect();
    // The next one, since a code is taken once. Each is taken a step of 30 s early and a step late, so neither is old when it arrives.
    await page.getByLabel('Code').fill(totpCode(uri, 1));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/account/two-factor');

    await signInOnPage();
    await page.getByRole('link', { name: 'Use a backup code' }).click();
    await page.getByLabel('Backup code').fill(backupCodes[3]!);
    await inspect();
    await page.getByLabel('Backup code').fill(backupCodes[3]!);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/account/two-factor');
    const turnOff = page.getByRole('region', { name: 'Turn the second step off' });
    await turnOff.getByLabel('Your password').fill(password);
    await turnOff.getByRole('button').click();
    await shown(page.getByRole('status').getByText('The second step is off.'));
  },
);
