import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curate } from './kit/curate.ts';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const mark = randomBytes(3).toString('hex');
const collection = {
  slug: `journey-${mark}`,
  title: `Chosen for a journey ${mark}`,
  summary: 'Five apps that lead somewhere.',
};
const path = `/collections/${collection.slug}`;
const apps: JourneyApp[] = [];

beforeAll(async () => {
  for (const place of ['one', 'two', 'three', 'four', 'five']) {
    apps.push(await publishApp({ name: `Chosen ${place} ${mark}`, summary: 'For a journey.', category: 'support' }));
  }
  await curate((items) => [...items, { ...collection, apps: apps.map(({ slug }) => slug) }]);
});
afterAll(() => curate((items) => items.filter(({ slug }) => slug !== collection.slug)));

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a visitor $how', ({ javaScriptEnabled }) => {
  it('finds categories, what an operator chose, popular and new apps on the front page', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const answer = await page.goto('/');
    expect([answer?.status(), await page.title()]).toEqual([200, 'Minimart – apps for your workspace']);
    for (const name of ['For online shops', collection.title, 'Categories', 'Popular', 'New and updated'])
      await shown(page.getByRole('heading', { level: 2, name, exact: true }));
    await shown(page.getByRole('region', { name: 'Popular' }).getByRole('link', { name: 'Tag Sync' }));
    const chosen = page.getByRole('region', { name: collection.title });
    expect(await chosen.getByRole('heading', { level: 3 }).count()).toBe(4);
    await chosen.getByRole('link', { name: `All 5 of ${collection.title}` }).click();
    await shown(page.getByRole('heading', { level: 1, name: collection.title }));
    expect(new URL(page.url()).pathname).toBe(path);
    await page.getByRole('link', { name: apps[4]!.name }).click();
    await shown(page.getByRole('heading', { level: 1, name: apps[4]!.name }));
  });

  it('goes on to a category, and from it to the whole list', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto('/');
    await page
      .getByRole('navigation', { name: 'Categories' })
      .getByRole('link', { name: /^Customer support/ })
      .click();
    await shown(page.getByRole('heading', { level: 1, name: 'Customer support' }));
    await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: /^All/ }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'All apps' }));
    const sorts = page.getByRole('navigation', { name: 'Sort by' });
    expect(await sorts.getByRole('link', { name: 'Newest' }).getAttribute('aria-current')).toBe('true');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toMatch(/\/\?sort=new$/);
  });
});

it('is walked by keyboard alone, from the search box to an app that is chosen', async () => {
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto('/');
  await tabTo(page, page.getByRole('link', { name: `All 5 of ${collection.title}` }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: collection.title }));
  await tabTo(page, page.getByRole('link', { name: apps[0]!.name }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: apps[0]!.name }));
});

it.each([
  ['the front page', '/'],
  ['a collection', path],
  ['the whole list', '/?sort=new'],
])('%s passes WCAG in both themes and fits a phone', async (_what, at) => {
  await using visit = await visitStore();
  await visit.page.goto(at);
  expect(await inspectPage(visit.page)).toEqual([]);
});

it('a collection that is not there answers 404 with a way on', async () => {
  await using visit = await visitStore();
  const answer = await visit.page.goto('/collections/none');
  expect(answer?.status()).toBe(404);
  await shown(visit.page.getByRole('link', { name: 'Browse the store' }));
});
