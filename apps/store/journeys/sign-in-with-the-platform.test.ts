import type { IdentityProvider } from '@minimart/identity-provider';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { openAcme } from './kit/open-acme.ts';
import { shown } from './kit/pages.ts';
import { system } from './kit/system.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const issuer = `http://127.0.0.1:${system.platform.port}`;
const visit = (javaScriptEnabled: boolean) => visitStore({ javaScriptEnabled, alsoVisited: [issuer] });

const ada = {
  sub: 'journey-ada',
  email: 'ada@acme.example',
  email_verified: true,
  name: 'Ada Acme',
  minimart_workspaces: [{ id: 'tea', name: 'Tea House of Acme', role: 'owner' }],
};

async function signInAtAcme(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign in with Acme' }).click();
  await page.getByLabel('Login').fill('ada');
  await page.getByLabel('Password').fill('password');
  await page.getByRole('button', { name: 'Agree and go on' }).click();
}

it('says that the platform is down, and takes a password meanwhile', async () => {
  await using visited = await visit(true);
  const { page } = visited;
  await page.goto('/sign-in?next=/apps/tag-sync');
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sign in with Acme' }).click();
  await shown(page.getByRole('alert').getByText('Acme does not answer just now'));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('E-mail address').fill(system.accounts.owner.email);
  await page.getByLabel('Password').fill(system.accounts.owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/apps/tag-sync');
});

describe('while the platform is up', () => {
  let acme: IdentityProvider;
  // Once: another would have another key, and the store asks for keys once a minute at most.
  beforeAll(async () => {
    acme = await openAcme();
    acme.accounts.set('ada', ada);
  });
  afterAll(() => acme[Symbol.asyncDispose]());

  it.each([true, false])(
    'leads there and back, signed in where it says, and out of both (JavaScript: %s)',
    async (javaScriptEnabled) => {
      await using visited = await visit(javaScriptEnabled);
      const { page } = visited;
      await page.goto('/sign-in?next=/');
      await signInAtAcme(page);
      await page.waitForURL(`${system.baseUrl}/`);
      await page.locator('summary', { hasText: 'Workspace' }).click();
      await shown(page.getByText('Tea House of Acme').first());
      await page.locator('summary', { hasText: 'Account' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await shown(page.getByRole('heading', { name: 'You are signed out of Minimart' }));
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
      await page.getByRole('link', { name: 'Sign out of Acme as well' }).click();
      await page.getByRole('button', { name: 'Sign out of Acme' }).click();
      await page.waitForURL(`${system.baseUrl}/`);
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'Sign in with Acme' }).click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await shown(page.getByRole('alert').getByText('You did not go through with it at Acme'));
    },
  );

  it('shows that the visitor is on their way until the platform answers', async () => {
    let goOn = () => {};
    const isAsked = new Promise<void>((resolve) => {
      acme.mischief.answer = (_request, response) => {
        goOn = () => response.end('Here I am.');
        resolve();
        return true;
      };
    });
    await using visited = await visit(true);
    const { page } = visited;
    await page.goto('/de/sign-in');
    // While a page is to come, the one that stays can be asked nothing; it says by itself what it shows.
    const said = page.waitForEvent('console');
    await page.evaluate(() => {
      const status = document.querySelector('[data-going-status]')!;
      new MutationObserver(() => console.log(status.textContent)).observe(status, { childList: true });
    });
    await page.getByRole('link', { name: 'Mit Acme anmelden' }).click({ noWaitAfter: true });
    await isAsked;
    expect((await said).text()).toBe('Sie werden zu Acme gebracht …');
    goOn();
    acme.mischief = {};
    await shown(page.getByText('Here I am.'));
  });
});
