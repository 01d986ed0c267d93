import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import { system } from './kit/system.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const password = 'a few words of mine';

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
}

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  it('somebody signs up, confirms their address by the link of the mail, signs in, and changes their name', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    const email = `${randomUUID()}@example.com`;
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Sign up' }).click();
    await page.getByRole('button', { name: 'Sign up' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /Enter your name/ }));
    await fill(page, { 'Your name': 'Ida', 'E-mail address': email, Password: 'short' });
    await page.getByRole('button', { name: 'Sign up' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /10 characters or more/ }));
    await inspect();
    await fill(page, { Password: password });
    await page.getByRole('button', { name: 'Sign up' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Look into your inbox' }));
    await shown(page.getByText(`We have sent a mail to ${email}.`));
    await inspect();
    expect(page.url()).not.toContain('example.com');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Mails to you' }).click();
    await page.getByRole('link', { name: /verify-email/ }).click();
    await shown(page.getByRole('button', { name: 'Confirm the address' }));
    // The token is out of the address at once.
    expect(page.url()).toBe(`${system.baseUrl}/verify-email`);
    await inspect();
    await page.getByRole('button', { name: 'Confirm the address' }).click();
    await shown(page.getByRole('status').getByText('Your address is confirmed.'));
    await fill(page, { 'E-mail address': email, Password: password });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.locator('summary', { hasText: 'Account' }).click();
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByLabel('Your name').fill('Ida Rhodes');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await shown(page.getByRole('status').getByText('Your name is saved.'));
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ida Rhodes');
    await inspect();
  });
});

it('a link that was changed says so, and a new one can be asked for, in German too', async () => {
  await using visit = await visitStore({ locale: 'de-DE' });
  const { page } = visit;
  await page.goto('/verify-email?token=made-up');
  await page.getByRole('button', { name: 'Adresse bestätigen' }).click();
  await shown(page.getByRole('alert').getByText(/Dieser Link funktioniert nicht mehr/));
  await page.getByLabel('E-Mail-Adresse').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Noch einmal schicken' }).click();
  await shown(page.getByRole('status').getByText(/unterwegs/));
  expect(await inspectPage(page)).toEqual([]);
});
