import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { keepSecret, secretsIn } from './kit/known-secrets.ts';
import { shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const unique = (what: string) => `${what} ${randomBytes(3).toString('hex')}`;
const create = (page: Page) => page.getByRole('button', { name: 'Create the app' });
const yaml = (slug: string, more = '') =>
  `name: From a File\nslug: ${slug}\nsummary: It came as a file.\nscopes:\n  - id: flow-tags:view\n    reason: To read tags.\n${more}`;

it.each([true, false])(
  'creates an app from a template, shows its secret once, and leads to its overview (JavaScript: %s)',
  async (javaScriptEnabled) => {
    // Closed at the end by itself: this is the one visit that may receive a secret.
    const visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => (javaScriptEnabled ? inspectPage(page) : []);
    const name = unique('Löwen CRM');
    const slug = name.replace('ö', 'o').replaceAll(' ', '-').toLowerCase();
    await page.goto('/developer');
    await page.getByRole('link', { name: 'Create an app' }).click();
    expect(await inspect()).toEqual([]);
    await page.getByRole('radio', { name: /CRM sync/ }).check();
    await page.getByLabel('Name', { exact: true }).fill(name);
    if (javaScriptEnabled) expect(await page.getByLabel('Address in the store').inputValue()).toBe(slug);
    await create(page).click();
    await shown(page.getByRole('alert'));
    expect(await inspect()).toEqual([]);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(name);
    expect(await page.getByRole('radio', { name: /CRM sync/ }).isChecked()).toBe(true);
    await page.getByLabel('Short description').fill('Keeps both the same.');
    await create(page).click();
    await shown(page.getByText('This secret is shown once'));
    const secret = keepSecret('a signing secret', await page.getByLabel(`Signing secret of ${name}`).inputValue());
    expect(secret).toMatch(/^whsec_/);
    expect(page.url()).not.toContain(secret);
    expect(await inspect()).toEqual([]);

    const before = (await visit.received()).length;
    await page.reload();
    await shown(page.getByRole('heading', { level: 1 }));
    // Without a script the form is sent again, which creates nothing and leads on; the way back is closed by the browser.
    if (javaScriptEnabled) await page.goBack();
    else {
      await shown(page.getByText('The app is created, as a draft.'));
      await expect(page.goBack()).rejects.toThrow('ERR_CACHE_MISS');
      await page.waitForURL('chrome-error://**');
    }
    expect((await visit.received()).slice(before).flatMap(({ text }) => secretsIn(text))).toEqual([]);
    await page.goto('/developer');
    await page.getByRole('link', { name, exact: true }).click();
    await shown(page.getByText('Owners are asked for 2 values.'));
    expect(await inspect()).toEqual([]);
    expect(visit.thirdParties).toEqual([]);
    await page.context().close();
    const { data } = await apiAs(system.accounts.developer.token).GET('/v1/developer/apps');
    expect(data?.items.filter((app) => app.slug === slug)).toHaveLength(1);
  },
);

it('tells every mistake of a file with its line, keeps the text, and makes nothing of it', async () => {
  const visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  const slug = `file-${randomBytes(3).toString('hex')}`;
  await page.goto('/developer/new/manifest');
  await create(page).click();
  await shown(page.getByRole('alert').getByText('Choose a file, or paste the text of a manifest.'));
  await page.getByLabel('Or its text').fill(yaml(slug, '  - id: flow-tags:veiw\nvideo: https://example.com/v\n'));
  await create(page).click();
  const alert = await shown(page.getByRole('alert'));
  await shown(alert.getByText(/Line 7: The reason is missing/));
  await shown(alert.getByText(/Line 8: The video must be an address at YouTube or Vimeo/));
  expect(await page.getByLabel('Or its text').inputValue()).toContain('flow-tags:veiw');
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('Or its text').fill('name: [a\nslug: b\n');
  await create(page).click();
  await shown(page.getByRole('alert').getByText(/^Line \d+, column \d+:/));
  const picture = { name: 'picture.yaml', mimeType: 'application/yaml', buffer: Buffer.from([0x89, 0x50, 0xff, 0xfe]) };
  await page.getByLabel('A file').setInputFiles(picture);
  await create(page).click();
  await shown(page.getByRole('alert').getByText(/The file is no text/));
  const { data } = await apiAs(system.accounts.developer.token).GET('/v1/developer/apps');
  expect(data?.items.filter((app) => app.slug === slug)).toEqual([]);

  const file = { name: 'app.yaml', mimeType: 'application/yaml', buffer: Buffer.from(yaml(slug)) };
  await page.getByLabel('A file').setInputFiles(file);
  await create(page).click();
  await shown(page.getByText('This secret is shown once'));
  keepSecret('a signing secret', await page.getByLabel('Signing secret of From a File').inputValue());
  await page.context().close();
});

it('shows the secret after a double click, too', async () => {
  const { page } = await visitStore({ as: 'developer' });
  const name = unique('Twice');
  await page.goto('/developer/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Short description').fill('Clicked twice.');
  await create(page).dblclick();
  await shown(page.getByText('This secret is shown once'));
  keepSecret('a signing secret', await page.getByLabel(`Signing secret of ${name}`).inputValue());
  await page.context().close();
});

it('says that an address is taken, at its field', async () => {
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto('/developer/new');
  await page.getByLabel('Name', { exact: true }).fill('Tag Sync');
  await page.getByLabel('Short description').fill('Once more.');
  await create(page).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Another app has the slug tag-sync/ })
    .click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('draft-slug');
});

it('leads from the list of apps to a created one by keyboard alone, on a phone in the dark', async () => {
  const visit = await visitStore({ as: 'developer', viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const { page } = visit;
  const name = unique('Keys only');
  await page.goto('/developer');
  await tabTo(page, page.getByRole('link', { name: 'Create an app' }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: 'Create an app' }));
  await tabTo(page, page.getByRole('radio', { name: /Blank/ }));
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: /No server: key only/ }).isChecked()).toBe(true);
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type(name);
  await tabTo(page, page.getByLabel('Short description'));
  await page.keyboard.type('A key for a script.');
  await page.keyboard.press('Enter');
  await shown(page.getByText('This secret is shown once'));
  keepSecret('a signing secret', await page.getByLabel(`Signing secret of ${name}`).inputValue());
  await tabTo(page, page.getByRole('link', { name: 'I have copied it, go on' }));
  await page.keyboard.press('Enter');
  await shown(page.getByText('each owner is shown the key once', { exact: false }));
  await page.context().close();
});
