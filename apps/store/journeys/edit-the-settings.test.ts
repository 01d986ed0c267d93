import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const open = () => publishApp(tagMirrorManifest('http://127.0.0.1:9'));
const settings = ({ id }: JourneyApp) => `/developer/apps/${id}/settings`;
const draftOf = async ({ id: appId }: JourneyApp) => {
  const api = apiAs(system.accounts.developer.token);
  const { data } = await api.GET('/v1/developer/apps/{appId}/manifest', { params: { path: { appId } } });
  return data!.manifest;
};
type Page = Awaited<ReturnType<typeof visitStore>>['page'];
const summary = (page: Page) => page.getByLabel('Short description');
const save = (page: Page) => page.getByRole('button', { name: 'Save the draft' }).click();
const preview = (page: Page) => page.frameLocator('iframe');

it('shows what is typed in the real listing at once, in both themes and at the width of a phone', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer', viewport: { width: 1280, height: 900 } });
  const { page } = visit;
  await page.goto(settings(app));
  await shown(preview(page).getByRole('heading', { name: app.name }));
  await page.getByLabel('Name', { exact: true }).fill('Tag Mirror Deluxe');
  await page
    .getByLabel('Long description')
    .fill('## Fast\n\nIt is <script>alert(1)</script> *quick*. [x](javascript:alert(1))');
  await shown(preview(page).getByRole('heading', { name: 'Tag Mirror Deluxe' }));
  await shown(preview(page).locator('em', { hasText: 'quick' }));
  await shown(preview(page).getByText('<script>alert(1)</script>'));
  expect(await preview(page).locator('a[href^="javascript"]').count()).toBe(0);
  const widthIn = () =>
    preview(page)
      .locator('html')
      .evaluate(() => window.innerWidth);
  const schemeIn = () =>
    preview(page)
      .locator('html')
      .evaluate((html) => getComputedStyle(html).colorScheme);
  await expect.poll(widthIn).toBe(360);
  expect(await schemeIn()).toBe('light');
  await page.getByRole('button', { name: 'Desktop', exact: true }).click();
  await expect.poll(widthIn).toBe(1200);
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect.poll(schemeIn).toBe('dark');
  await shown(preview(page).getByRole('heading', { name: 'Tag Mirror Deluxe' }));
  expect(await page.locator('html').evaluate((html) => getComputedStyle(html).colorScheme)).toBe('light dark');
  expect(await inspectPage(page)).toEqual([]);
});

it('saves every field, and makes hostile Markdown harmless as it does', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(settings(app));
  await summary(page).fill('Another line.');
  await page
    .getByLabel('Long description')
    .fill('Hi <img src=x onerror=alert(1)> [x](javascript:alert(1))\n\n**bold**');
  await page.getByLabel('Category').selectOption('Sales');
  await page.getByRole('textbox', { name: /^Video/ }).fill('https://youtu.be/dQw4w9WgXcQ');
  await page.getByRole('combobox', { name: /^Price/ }).selectOption('With a free plan');
  await page.getByLabel('Page with your prices').fill('https://mirror.example.com/prices');
  await shown(preview(page).getByRole('link', { name: /^Prices/ }));
  await shown(preview(page).getByText('With a free plan'));
  await page.getByLabel('Documentation').fill('https://mirror.example.com/docs');
  await page.getByLabel('Privacy policy').fill('');
  await save(page);
  await shown(page.getByText('The draft is saved.'));
  expect(await inspectPage(page)).toEqual([]);
  expect(await draftOf(app)).toMatchObject({
    summary: 'Another line.',
    description: 'Hi &lt;img src=x onerror=alert(1)> \\[x](javascript:alert(1))\n\n**bold**',
    category: 'sales',
    video: 'https://youtu.be/dQw4w9WgXcQ',
    pricing: 'free-plan',
    pricingUrl: 'https://mirror.example.com/prices',
    links: { documentation: 'https://mirror.example.com/docs' },
    scopes: [{ id: 'flow-tags:view' }, {}, {}],
  });
});

it('keeps what was not saved over a reload, until it is discarded', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(settings(app));
  await summary(page).fill('Half of a sent');
  await shown(page.getByText('Not saved yet'));
  await page.reload();
  await shown(page.getByText('What you had not saved is back'));
  expect(await summary(page).inputValue()).toBe('Half of a sent');
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Discard it' }).click();
  expect(await summary(page).inputValue()).toBe('Shows your tags in your CRM.');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toMatch(/^Undo/);
  expect(await inspectPage(page)).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await summary(page).inputValue()).toBe('Half of a sent');
  await expect.poll(focused).toBe('Discard it');
  await page.keyboard.press('Enter');
  await page.reload();
  await shown(page.getByRole('heading', { level: 1 }));
  expect(await summary(page).inputValue()).toBe('Shows your tags in your CRM.');
});

it('shows two editors both versions of what both changed, and loses neither', async () => {
  const app = await open();
  await using one = await visitStore({ as: 'developer' });
  await using other = await visitStore({ as: 'developer' });
  await one.page.goto(settings(app));
  await other.page.goto(settings(app));
  await other.page.getByLabel('Documentation').fill('https://theirs.example.com');
  await summary(other.page).fill('What they say.');
  await other.page.getByLabel('Long description').fill('Their long story. '.repeat(80));
  await save(other.page);
  await shown(other.page.getByText('The draft is saved.'));
  await summary(one.page).fill('What I say.');
  await one.page.getByLabel('Long description').fill('My long story. '.repeat(80));
  await save(one.page);
  await shown(one.page.getByRole('heading', { name: 'Somebody else changed this, too' }));
  await shown(one.page.getByText('What they say.'));
  expect(await summary(one.page).inputValue()).toBe('What I say.');
  expect(await one.page.getByLabel('Documentation').inputValue()).toBe('https://theirs.example.com');
  expect(await inspectPage(one.page)).toEqual([]);
  expect((await draftOf(app)).summary).toBe('What they say.');
  await one.page.getByRole('button', { name: 'Take theirs for Short description' }).click();
  expect(await summary(one.page).inputValue()).toBe('What they say.');
  await expect.poll(() => one.page.evaluate(() => document.activeElement?.textContent)).toMatch(/The form has theirs/);
  await summary(one.page).fill('What we say.');
  await save(one.page);
  await shown(one.page.getByText('The draft is saved.'));
  expect(await draftOf(app)).toMatchObject({
    summary: 'What we say.',
    links: { documentation: 'https://theirs.example.com' },
  });
});

it('leads whoever’s session has ended through the sign-in back to what they typed', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(settings(app));
  await summary(page).fill('Typed for an hour.');
  await page.context().clearCookies();
  await save(page);
  await page.getByLabel('E-mail address').fill(system.accounts.developer.email);
  await page.getByLabel('Password', { exact: true }).fill(system.accounts.developer.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await shown(page.getByText('What you had not saved is back'));
  expect(await summary(page).inputValue()).toBe('Typed for an hour.');
  await save(page);
  await shown(page.getByText('The draft is saved.'));
  expect((await draftOf(app)).summary).toBe('Typed for an hour.');
});

it('puts mistakes at their fields, and asks for the words of a screenshot', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer', viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const { page } = visit;
  await page.goto(settings(app));
  await page.getByLabel('Support').fill('help@example.com');
  await page.getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Add a screenshot' }).click();
  await page.getByLabel('What screenshot 1 shows').fill('The list of tags');
  await save(page);
  const alert = await shown(page.getByRole('alert'));
  expect(await alert.getByRole('link').count()).toBe(3);
  await alert.getByRole('link', { name: /support link/ }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('draft-links-support');
  expect(await page.getByLabel('What screenshot 1 shows').inputValue()).toBe('The list of tags');
  expect(await inspectPage(page)).toEqual([]);
});

it('orders and removes screenshots by keyboard alone, and puts one back', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(settings(app));
  const words = async () => {
    const fields = await page.getByLabel(/^What screenshot \d+ shows/).all();
    return Promise.all(fields.map((field) => field.inputValue()));
  };
  for (const text of ['one', 'two', 'three']) {
    await tabTo(page, page.getByRole('button', { name: 'Add a screenshot' }));
    await page.keyboard.press('Enter');
    await page.keyboard.type(text);
  }
  expect(await words()).toEqual(['one', 'two', 'three']);
  await tabTo(page, page.getByRole('button', { name: 'Move up screenshot 3' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await words()).toEqual(['three', 'one', 'two']);
  await tabTo(page, page.getByRole('button', { name: 'Remove screenshot 2' }));
  await page.keyboard.press('Enter');
  expect(await words()).toEqual(['three', 'two']);
  await shown(page.getByText('Removed screenshot 2.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await words()).toEqual(['three', 'one', 'two']);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('draft-screenshots-1-alt');
});

it('works without a script: rows are added, moved, removed and put back by the form, and it saves', async () => {
  const app = await open();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(settings(app));
  await summary(page).fill('Without a script.');
  await page.getByRole('button', { name: 'Add a screenshot' }).click();
  await page.getByLabel('What screenshot 1 shows').fill('one');
  await page.getByRole('button', { name: 'Add a screenshot' }).click();
  await page.getByLabel('What screenshot 2 shows').fill('two');
  await page.getByRole('button', { name: 'Move up screenshot 2' }).click();
  await expect.poll(() => page.getByLabel('What screenshot 1 shows').inputValue()).toBe('two');
  await page.getByRole('button', { name: 'Remove screenshot 1' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByLabel('What screenshot 1 shows').inputValue()).toBe('two');
  for (const _ of [1, 2]) await page.getByRole('button', { name: 'Remove screenshot 1' }).click();
  expect(await summary(page).inputValue()).toBe('Without a script.');
  await save(page);
  await shown(page.getByText('The draft is saved.'));
  expect(await draftOf(app)).toMatchObject({ summary: 'Without a script.', screenshots: [] });
});
