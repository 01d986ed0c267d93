import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { consolePath } from './kit/console-paths.ts';
import { newDraft, readDraft, replaceDraft } from './kit/draft-app.ts';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { focused, shown } from './kit/pages.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
let app: JourneyApp;
beforeAll(async () => void (app = await newDraft()));

const save = (page: Page) => page.getByRole('button', { name: 'Save the draft' }).click();
const saved = (page: Page) => shown(page.getByRole('status').getByText('The draft is saved.'));
const row = (page: Page, title: string) => page.getByRole('heading', { name: title }).getByRole('button');
const preview = (page: Page) => page.getByRole('form', { name: 'Preview of the install form' });
const namesOf = async ({ id }: JourneyApp) => (await readDraft(id)).authInputs.map(({ name }) => name);

describe.each([
  { how: 'on a desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' as const },
  { how: 'on a dark phone', viewport: { width: 360, height: 800 }, colorScheme: 'dark' as const },
])('the editor of auth inputs, $how', (look) => {
  it('adds an input, shows it at once as the owner will see it, and saves it', async () => {
    const own = await newDraft();
    await using visit = await visitStore({ as: 'developer', ...look });
    const { page } = visit;
    await page.goto(consolePath(own, 'auth'));
    await page.getByRole('button', { name: 'Add an input' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Größe der Liste');
    expect(await page.getByLabel('Unique name').inputValue()).toBe('gro_e_der_liste');
    expect(await page.getByLabel('Variable in your requests').inputValue()).toBe('{{auth.gro_e_der_liste}}');
    await page.getByLabel('Unique name').fill('size');
    await page.getByLabel('Type').selectOption('Number');
    expect(await page.getByLabel('Secret').count()).toBe(0);
    await page.getByLabel('Least').fill('1');
    await page.getByLabel('Step').fill('1');
    await page.getByLabel('Required').check();
    const field = preview(page).getByLabel('Größe der Liste');
    await field.fill('0.5');
    await preview(page).getByRole('button', { name: 'Check what is filled in' }).click();
    await shown(preview(page).getByText('Größe der Liste must be 1 or more.'));
    expect(await inspectPage(page)).toEqual([]);
    await field.fill('3');
    await save(page);
    await saved(page);
    expect((await readDraft(own.id)).authInputs.at(-1)).toEqual({
      name: 'size',
      type: 'number',
      title: 'Größe der Liste',
      required: true,
      secret: false,
      min: 1,
      step: 1,
    });
  });
});

it('gives a select its options, pasted at once, moved and removed', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await page.getByRole('button', { name: 'Add an input' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Plan');
  await page.getByLabel('Type').selectOption('Select');
  await page.getByRole('button', { name: 'Add an option' }).click();
  await page.getByLabel('Label of option 1').evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Small\ts\nLarge\tl\nHuge\n');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByRole('button', { name: 'Move Large up' }).click();
  await page.getByRole('button', { name: 'Remove Small' }).click();
  await page.getByLabel('Filled in beforehand').selectOption('Huge');
  expect(await preview(page).getByLabel('Plan').inputValue()).toBe('Huge');
  expect(await inspectPage(page)).toEqual([]);
  await save(page);
  await saved(page);
  const { options, default: preset } = (await readDraft(own.id)).authInputs.at(-1)!;
  expect({ options, preset }).toEqual({
    options: [
      { label: 'Large', value: 'l' },
      { label: 'Huge', value: 'Huge' },
    ],
    preset: 'Huge',
  });
});

it('keeps its theme to itself, and follows the page’s own until one is chosen', async () => {
  await using visit = await visitStore({ as: 'developer', colorScheme: 'light' });
  const { page } = visit;
  await page.goto(consolePath(app, 'auth'));
  const grounds = () =>
    page.evaluate(() =>
      ['body', '[data-preview]'].map((place) => {
        const { backgroundColor, color } = getComputedStyle(document.querySelector(place)!);
        return place === 'body'
          ? getComputedStyle(document.documentElement).backgroundColor
          : `${backgroundColor} ${color}`;
      }),
    );
  const before = await grounds();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect.poll(async () => (await grounds())[1]).not.toBe(before[1]);
  expect((await grounds())[0]).toBe(before[0]);
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: 'Desktop' }).click();
  await expect.poll(async () => (await page.locator('[data-preview]').boundingBox())?.width).toBeGreaterThan(600);
});

it('is worked by the keyboard alone: unfold, move, remove, undo', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  const has = (name: string) =>
    expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.ariaLabel))
      .toMatch(name);
  await tabTo(page, row(page, 'CRM token'));
  await page.keyboard.press('Enter');
  await focused(page.getByLabel('Title', { exact: true }));
  await tabTo(page, page.getByRole('button', { name: 'Move Name of the list up' }));
  await page.keyboard.press('Enter');
  await has('Move Name of the list down');
  await shown(page.getByRole('status').getByText('Name of the list is now 1 of 2.'));
  await page.keyboard.press('Enter');
  await has('Move Name of the list up');
  await tabTo(page, page.getByRole('button', { name: 'Remove Name of the list' }));
  await page.keyboard.press('Enter');
  await has('Undo');
  expect(await inspectPage(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await has('Name of the list');
  // Enter in a field saves, and presses no button of the list.
  await page.getByLabel('Title', { exact: true }).fill('Token of your CRM');
  await page.keyboard.press('Enter');
  await saved(page);
  expect((await readDraft(own.id)).authInputs.map(({ title }) => title)).toEqual([
    'Token of your CRM',
    'Name of the list',
  ]);
});

it('writes a new name into the requests that used the old one', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await row(page, 'CRM token').click();
  await page.getByLabel('Unique name').fill('crm_key');
  await shown(page.getByText('the subscribe request'));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('Write {{auth.crm_key}} in').uncheck();
  await save(page);
  await shown(page.getByRole('alert').getByText('The draft was not saved'));
  expect(await page.getByLabel('Unique name').inputValue()).toBe('crm_key');
  await page.getByLabel('Write {{auth.crm_key}} in').check();
  await save(page);
  await saved(page);
  const { authInputs, requests } = await readDraft(own.id);
  expect(authInputs[0]?.name).toBe('crm_key');
  expect(JSON.stringify(requests)).toContain('{{auth.crm_key}}');
  expect(JSON.stringify(requests)).not.toContain('{{auth.crm_token}}');
});

it('says what is wrong at its field, unfolded, and keeps what was typed', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await page.getByRole('button', { name: 'Add an input' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Odd \u202Ename');
  await page.getByLabel('Unique name').fill('__proto__');
  await page.getByLabel('Longest').fill('many');
  await row(page, 'Odd').click();
  await save(page);
  await shown(page.getByRole('alert').getByText('The draft was not saved'));
  expect(await page.getByLabel('Longest').inputValue()).toBe('many');
  for (const label of ['Title', 'Unique name', 'Longest'])
    expect([label, await page.getByLabel(label, { exact: label === 'Title' }).getAttribute('aria-invalid')]).toEqual([
      label,
      'true',
    ]);
  await page.getByRole('alert').getByRole('link', { name: /title/ }).click();
  await focused(page.getByLabel('Title', { exact: true }));
  expect(await inspectPage(page)).toEqual([]);
  expect(await namesOf(own)).toEqual(['crm_token', 'list']);
});

it('keeps what is not saved through a reload', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await save(page);
  await saved(page);
  await row(page, 'CRM token').click();
  await page.getByLabel('Title', { exact: true }).fill('Half of a title');
  await page.reload();
  await shown(page.getByText('What you had not saved is back'));
  await shown(row(page, 'Half of a title'));
  await page.getByRole('button', { name: 'Discard it' }).click();
  await shown(row(page, 'CRM token'));
});

it('merges what two change at different inputs, and shows both sides where they change the same', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await row(page, 'CRM token').click();
  await page.getByLabel('Title', { exact: true }).fill('Mine');
  await replaceDraft(own.id, ({ authInputs, ...rest }) => ({
    ...rest,
    authInputs: authInputs.map((input) => ({ ...input, title: `Theirs: ${input.name}` })),
  }));
  await save(page);
  const clash = await shown(page.getByRole('heading', { name: 'Somebody else changed this, too' }));
  await shown(page.getByRole('heading', { name: 'crm_token: title' }));
  expect(await page.getByRole('heading', { name: /: title/ }).count()).toBe(1);
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: /^Take theirs/ }).click();
  await shown(row(page, 'Theirs: crm_token'));
  await save(page);
  await saved(page);
  expect(await clash.count()).toBe(0);
  expect((await readDraft(own.id)).authInputs.map(({ title }) => title)).toEqual(['Theirs: crm_token', 'Theirs: list']);
});

it('works without JavaScript: unfold, add, move, remove, undo, save', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await page.getByRole('button', { name: 'Add an input' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Terms');
  await page.getByLabel('Type').selectOption('Checkbox');
  await page.getByRole('button', { name: 'Show the fields of this type' }).click();
  await page.getByLabel('Ticked beforehand').check();
  await page.getByRole('button', { name: 'Move Terms up' }).click();
  await page.getByRole('button', { name: 'Remove Name of the list' }).click();
  await shown(page.getByText('Removed Name of the list.').first());
  await page.getByRole('button', { name: /^Undo/ }).click();
  await save(page);
  await saved(page);
  expect(await namesOf(own)).toEqual(['crm_token', 'terms', 'list']);
  expect((await readDraft(own.id)).authInputs[1]).toMatchObject({ type: 'checkbox', default: true });
});

it('stays usable with twenty inputs of two hundred options, and shows hostile words as words', async () => {
  const own = await newDraft();
  const options = Array.from({ length: 200 }, (_, place) => ({ value: `v${place}`, label: `Option number ${place}` }));
  await replaceDraft(own.id, (manifest) => ({
    ...manifest,
    authInputs: [
      ...manifest.authInputs,
      ...Array.from({ length: 17 }, (_, place) => {
        return {
          name: `select_${place}`,
          type: 'select' as const,
          title: `Select ${place}`,
          required: false,
          secret: false,
          options,
        };
      }),
      {
        name: 'odd',
        type: 'string',
        title: `<img src=x onerror="alert(1)">${'w'.repeat(40)}`,
        required: true,
        secret: false,
      },
    ],
  }));
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'auth'));
  await row(page, 'Select 16').click();
  await page.getByLabel('Label of option 200').fill('The very last');
  expect(await page.getByRole('button', { name: 'Add an option' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Move The very last up' }).click();
  await shown(preview(page).getByText('<img src=x onerror="alert(1)">'));
  expect(await preview(page).locator('img').count()).toBe(0);
  // A name that the API refuses does no harm while it is typed.
  await row(page, '<img').click();
  await page.getByLabel('Unique name').last().fill('constructor');
  await preview(page).getByRole('button', { name: 'Check what is filled in' }).click();
  await shown(preview(page).getByText(/onerror=.* is missing\./));
  await page.getByLabel('Unique name').last().fill('odd');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await save(page);
  await saved(page);
  const selected = (await readDraft(own.id)).authInputs.find(({ name }) => name === 'select_16');
  expect(selected?.options?.[198]?.label).toBe('The very last');
});

it('is nobody else’s', async () => {
  await using visit = await visitStore({ as: 'otherOwner' });
  for (const page of ['auth', 'scopes'] as const)
    expect((await visit.page.goto(consolePath(app, page)))?.status()).toBe(404);
});
