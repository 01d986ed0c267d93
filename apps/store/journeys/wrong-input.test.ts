import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agree, consentPath, fillConsent, focused, newCrmToken, shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner } = system.accounts;
const visitStore = useBrowser();
let mirror: TagMirror;
beforeAll(async () => void (mirror = await openTagMirror()));
afterAll(() => mirror[Symbol.asyncDispose]());

const installed = async (): Promise<number> => {
  const { data } = await apiAs(owner.token).GET('/v1/workspaces/{workspaceId}/installations', {
    params: { path: { workspaceId: owner.workspaceId } },
  });
  return (data?.items ?? []).filter(({ app }) => app.slug === mirror.app.slug).length;
};

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('an auth input that is missing, $how', ({ javaScriptEnabled }) => {
  it('is named at its field and above; what else was chosen and entered stays', async () => {
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consentPath(mirror.app.slug));
    await page.getByRole('switch', { name: 'Send sub flows' }).check();
    await page.getByLabel('Name of the list').fill('Leads & “friends”');
    await agree(page).click();
    await shown(page.getByRole('alert').getByText(`${mirror.app.name} is not installed`));
    expect(await page.title()).toMatch(/^Error: /);
    const field = page.getByLabel('CRM token');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    const texts = await Promise.all(described.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()));
    expect(texts.join(' ')).toMatch(/Error:\s+CRM token/);
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads & “friends”');
    expect(await page.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Manage flow tags' }).isChecked()).toBe(false);
    if (javaScriptEnabled) await focused(field);
    await page.getByRole('alert').getByRole('link').first().click();
    await focused(field);
    expect(await installed()).toBe(0);
  });

  it('does not bring back a secret that was entered beside it', async () => {
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(consentPath(mirror.app.slug));
    const crmToken = newCrmToken();
    await page.getByLabel('CRM token').fill(crmToken);
    await agree(page).click();
    await shown(
      page
        .getByRole('alert')
        .getByText(/Name of the list/)
        .first(),
    );
    // With a script nothing was sent, so what was typed is still there, in the field alone.
    expect(await page.getByLabel('CRM token').inputValue()).toBe(javaScriptEnabled ? crmToken : '');
    expect(await page.content()).not.toContain(crmToken);
    expect(page.url()).not.toContain(crmToken);
  });
});

it('is no wrong input to agree in a second tab: the app is installed already, and one click away', async () => {
  await using visit = await visitStore({ as: 'owner', javaScriptEnabled: false });
  await using app = await openTagMirror();
  const { name, slug } = app.app;
  const [first, second] = [visit.page, await visit.page.context().newPage()];
  for (const page of [first, second]) {
    await page.goto(consentPath(slug));
    await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
  }
  await agree(first).click();
  await first.waitForURL(/\/apps\/ins_/);
  await agree(second).click();
  const alert = await shown(second.getByRole('alert'));
  expect(await alert.innerText()).toMatch(/^Already installed in .+\n+You can look after it on its own page\.$/);
  await focused(alert);
  // Once, and nothing beside it says otherwise.
  const said = await second.getByRole('main').innerText();
  expect(said.match(/installed/g)).toHaveLength(1);
  await second.getByRole('link', { name: `Open ${name}` }).click();
  await second.waitForURL(first.url());
});

it('says plainly that a password is wrong, and keeps the e-mail address', async () => {
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto('/sign-in?next=/');
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await shown(page.getByRole('alert').getByText(/do not belong together/));
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(owner.email);
  expect(await page.content()).not.toContain('not the password');
});

it('goes nowhere else after signing in, whatever the address says', async () => {
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto('/sign-in?next=//tracker.example/apps');
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(page.url()).toBe(`${system.baseUrl}/`);
});
