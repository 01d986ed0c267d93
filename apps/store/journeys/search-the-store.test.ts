import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
// A word that no other app has, of letters alone.
const word = `qu${[...randomBytes(6)].map((byte) => 'aeioubdfgklmnprst'[byte % 17]).join('')}x`;
const mistyped = `${word.slice(0, 4)}${word[5]}${word[4]}${word.slice(6)}`;
const cannotRead = 'See who talks with your chatbot';
let quiet: JourneyApp;
let nosy: JourneyApp;

beforeAll(async () => {
  const said = { summary: 'For a journey.', category: 'payments' };
  quiet = await publishApp({ ...said, name: `Quiet ${word}`, pricing: 'free', language: 'de' });
  const scopes = [{ id: 'subscribers:view', reason: 'To know them.' }];
  nosy = await publishApp({ ...said, name: `Nosy ${word}`, scopes, category: 'sales' });
});

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a visitor $how', ({ javaScriptEnabled }) => {
  it('finds apps by a word with a typing error, leaves out those that read people, and takes the filter away again', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const app = ({ name }: JourneyApp) => page.getByRole('link', { name });
    await page.goto('/');
    await page.getByLabel('Search the store').fill(mistyped === word ? `${word}z` : mistyped);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await shown(page.getByRole('heading', { name: `2 apps for “${word}”` }));
    await shown(page.getByText(`This is what “${word}” finds.`));
    await page.getByText('Filter by what apps cannot do').click();
    await page.getByRole('checkbox', { name: cannotRead }).check();
    await page.getByRole('button', { name: 'Show these apps' }).click();
    await page.waitForURL(/without=subscribers%3Aview/);
    await shown(app(quiet));
    expect(await app(nosy).count()).toBe(0);
    expect(await page.getByRole('checkbox', { name: cannotRead }).isChecked()).toBe(true);
    await page.goBack();
    await shown(app(nosy));
    await page.goForward();
    await page.getByRole('link', { name: `Take away the filter: Cannot: ${cannotRead}` }).click();
    await page.waitForURL((url) => !url.searchParams.has('without'));
    await shown(app(nosy));
  });

  it('finds what is free of charge and what is in German, with the choice in the address, and takes it away again', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const app = ({ name }: JourneyApp) => page.getByRole('link', { name });
    await page.goto(`/?query=${word}`);
    await shown(app(nosy));
    await page.getByRole('navigation', { name: 'Language' }).getByRole('link', { name: 'German 1' }).click();
    await page.waitForURL(/language=de$/);
    await shown(page.getByRole('heading', { name: `1 app for “${word}”` }));
    expect(await app(nosy).count()).toBe(0);
    expect(await page.getByRole('article').getByText('Free', { exact: true }).count()).toBe(1);
    await page.getByRole('navigation', { name: 'Price' }).getByRole('link', { name: 'Free of charge 1' }).click();
    await page.waitForURL(/price=free&language=de$/);
    await page.getByText('Filter by what apps cannot do').click();
    await page.getByRole('checkbox', { name: cannotRead }).check();
    await page.getByRole('button', { name: 'Show these apps' }).click();
    await page.waitForURL(/price=free&language=de&without=/);
    await shown(app(quiet));
    await page.getByRole('link', { name: 'Take away the filter: Free of charge' }).click();
    await page.getByRole('link', { name: 'Take away the filter: German' }).click();
    await page.getByRole('link', { name: /^Take away the filter: Cannot/ }).click();
    await shown(app(nosy));
    await page.goto(`/de/?query=${word}&language=fr`);
    await shown(page.getByRole('navigation', { name: 'Sprache' }).getByRole('link', { name: 'Französisch 0' }));
    await shown(page.getByRole('link', { name: 'Ohne Filter suchen' }));
    await page.goto(`/de/?query=${word}`);
    await shown(page.getByRole('navigation', { name: 'Preis' }).getByRole('link', { name: 'Kostenlos 1' }));
    await shown(page.getByRole('navigation', { name: 'Sprache' }).getByRole('link', { name: 'Deutsch 1' }));
  });

  it('is led on when filters leave nothing', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto(`/?query=${word}&category=sales&without=subscribers:view`);
    await shown(page.getByText(`“${word}” finds 2 apps without the filters.`));
    await page.getByRole('link', { name: 'Search without filters' }).click();
    await shown(page.getByRole('heading', { name: `2 apps for “${word}”` }));
    await page.goto(`/?query=${word}+zzzqqq`);
    await page.getByRole('main').getByRole('link', { name: word, exact: true }).click();
    await shown(page.getByRole('heading', { name: `2 apps for “${word}”` }));
  });
});

it('suggests apps and categories while a visitor types, by keyboard', async () => {
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto('/');
  const box = page.getByRole('combobox', { name: 'Search the store' });
  await tabTo(page, box);
  // Each text at once: what answers the half of it may offer the same, and would be replaced under what is done with it.
  await page.keyboard.insertText('paym');
  await shown(page.getByRole('option', { name: /^Payments\s*Category$/ }));
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Escape');
  await page.getByRole('listbox', { includeHidden: true }).waitFor({ state: 'hidden' });
  await box.fill('');
  await page.keyboard.insertText(`quiet ${word.slice(0, -2)}`);
  await shown(page.getByRole('option', { name: quiet.name }));
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('option', { selected: true }).textContent()).toContain(quiet.name);
  expect(await box.getAttribute('aria-activedescendant')).toBe('suggestion-0');
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: quiet.name }));
});

it('suggestions are followed by a press, and Enter without a choice searches', async () => {
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto('/');
  const box = page.getByRole('combobox', { name: 'Search the store' });
  await box.focus();
  await page.keyboard.insertText(word);
  await page.getByRole('option', { name: nosy.name }).click();
  await shown(page.getByRole('heading', { level: 1, name: nosy.name }));
  await page.goto('/');
  await box.pressSequentially(word);
  await shown(page.getByRole('option', { name: nosy.name }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { name: `2 apps for “${word}”` }));
});

it('signs alone and pages beyond the last lead on', async () => {
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto(`/?query=${encodeURIComponent('%_🙂')}`);
  await shown(page.getByText('Search goes by letters and digits'));
  const last = Buffer.from(JSON.stringify(['\u{10ffff}', 'app_'])).toString('base64url');
  await page.goto(`/?query=${word}&sort=name&cursor=${last}`);
  await page.getByRole('main').getByRole('link', { name: 'Back to the start' }).click();
  await shown(page.getByRole('heading', { name: `2 apps for “${word}”` }));
});

it.each([
  ['filters that are open', () => `/?query=${word}&risk=low&without=subscribers:view`],
  ['a price and a language', () => `/?query=${word}&price=free-plan&language=de`],
  ['a price and a language in German, of which there is nothing', () => `/de/?price=free&language=vi`],
  ['a word put right', () => `/?query=${word}z`],
  ['nothing, with ways on', () => `/?query=${word}+zzzqqq`],
  ['words without end', () => `/?query=${'W'.repeat(100)}&without=subscribers:view&category=${'c'.repeat(40)}`],
  ['signs alone', () => `/?query=${encodeURIComponent('%_🙂\\0')}`],
])('%s pass WCAG in both themes and fit a phone', async (_what, path) => {
  await using visit = await visitStore();
  await visit.page.goto(path());
  expect(await inspectPage(visit.page)).toEqual([]);
});

it('open suggestions pass WCAG and fit a phone', async () => {
  await using visit = await visitStore();
  await visit.page.goto('/');
  const box = visit.page.getByLabel('Search the store');
  await box.pressSequentially('sal');
  await shown(visit.page.getByRole('option').first());
  expect(await inspectPage(visit.page)).toEqual([]);
  const endless = await publishApp({ name: 'M'.repeat(60), summary: 'For a journey.', category: 'sales' });
  await box.fill('mmmmmm');
  await shown(visit.page.getByRole('option', { name: endless.name }));
  expect(await inspectPage(visit.page)).toEqual([]);
});
