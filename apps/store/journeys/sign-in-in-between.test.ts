import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { newCrmToken, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { signIn } from './kit/sign-in.ts';
import { system } from './kit/system.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();
const pathOf = (id: string) => `/workspaces/${owner.workspaceId}/apps/${id}`;

async function signInOnPage(page: Page): Promise<void> {
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Opens a page with a session of its own, fills in both fields, and loses the session. */
async function fillAndLoseSession(page: Page, path: string): Promise<void> {
  await page.context().addCookies(await signIn(system.baseUrl, owner));
  await page.goto(path);
  await page.getByLabel('CRM token').fill(newCrmToken());
  await page.getByLabel('Name of the list').fill('Customers & “friends”');
  await page.context().clearCookies();
}

async function expectBack(page: Page): Promise<void> {
  await shown(page.getByRole('status').getByText('You were signed out, so nothing was sent'));
  expect(await page.getByLabel('Name of the list').inputValue()).toBe('Customers & “friends”');
  expect(await page.getByLabel('CRM token').inputValue()).toBe('');
}

it.each([true, false])(
  'a correction that is sent without a session comes back after signing in, but for its secret (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    mirror.server.answer = { status: 422 };
    const id = await installTagMirror(mirror.app, 'failed');
    mirror.server.answer = { status: 200 };
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await fillAndLoseSession(page, pathOf(id));
    await page.getByRole('button', { name: 'Try again' }).click();
    await signInOnPage(page);
    await expectBack(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await shown(page.getByText(`${mirror.app.name} is ready to use`));
    expect(readSubscribeRequest(mirror.app, await mirror.server.request(1))).toMatchObject({
      list: 'Customers & “friends”',
    });
  },
);

it.each([true, false])(
  'a change that is sent without a session comes back likewise (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    const id = await installTagMirror(mirror.app, 'active');
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await fillAndLoseSession(page, `${pathOf(id)}/inputs`);
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await signInOnPage(page);
    await expectBack(page);
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await shown(page.getByRole('status').getByText('Your changes are saved'));
  },
);
