import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { openAccount } from './kit/open-account.ts';
import { shown } from './kit/pages.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

/** A device with a screen lock, as Chromium plays one; `isUserVerified` is whether the lock is opened. */
async function plugInDevice(page: Page) {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    lock: (isLocked: boolean) =>
      devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !isLocked }),
    touchNothing: () => devices.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false }),
    touch: () => devices.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true }),
  };
}

it('a passkey is added, named, signs in without a password, and signs nobody in once it is removed', async () => {
  const { cookies } = await openAccount('Ada');
  await using visit = await visitStore();
  const { page } = visit;
  await page.context().addCookies(cookies);
  const device = await plugInDevice(page);
  await page.goto('/account/passkeys');
  await shown(page.getByText('You have no passkey yet.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('Name').fill('My phone');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await shown(page.getByRole('status').getByText('The passkey is added.'));
  await shown(page.getByRole('heading', { name: 'My phone' }));
  await page.getByText('Rename My phone').click();
  await page.locator('details').filter({ hasText: 'Rename My phone' }).getByLabel('Name').fill('My old phone');
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await shown(page.getByRole('heading', { name: 'My old phone' }));
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await shown(page.getByRole('alert').getByText('This device has a passkey for your account already.'));

  await page.context().clearCookies();
  await device.touchNothing();
  // The question that waits in the field must be there before the device is touched, which is for the one of the button.
  const isAsked = page.waitForResponse('**/generate-authenticate-options');
  await page.goto('/sign-in?next=/account/sessions');
  await isAsked;
  expect(await inspectPage(page)).toEqual([]);
  await device.touch();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Sessions' }));

  await page.goto('/account/passkeys');
  await page.getByRole('button', { name: 'Remove My old phone' }).click();
  await shown(page.getByRole('status').getByText('The passkey is removed.'));
  await page.context().clearCookies();
  await device.touchNothing();
  await page.goto('/sign-in');
  await device.touch();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await shown(page.getByRole('alert').getByText('No passkey signed you in.'));
});

it('the browser offers a passkey in the field of the address, where nobody has to press anything', async () => {
  const { cookies } = await openAccount('Bob');
  await using visit = await visitStore();
  const { page } = visit;
  await page.context().addCookies(cookies);
  await plugInDevice(page);
  await page.goto('/account/passkeys');
  await page.getByLabel('Name').fill('Laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await shown(page.getByRole('status').getByText('The passkey is added.'));
  await page.context().clearCookies();
  await page.goto('/sign-in?next=/account/passkeys');
  await shown(page.getByRole('heading', { name: 'Laptop' }));
});

it('without JavaScript the page says what adding a passkey needs, and signing in offers none', async () => {
  const { cookies } = await openAccount('Cleo');
  await using visit = await visitStore({ javaScriptEnabled: false });
  const { page } = visit;
  await page.goto('/sign-in');
  expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false);
  await page.context().addCookies(cookies);
  await page.goto('/account/passkeys');
  await shown(page.getByText('Adding a passkey needs JavaScript'));
});
