import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { consentPath, shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';
import type { JourneyApp } from './kit/journey-app.ts';

const { owner, developer } = system.accounts;
const visitStore = useBrowser();
// A browser that says it has no head is taken for a bot.
const person = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';
const numbersOf = ({ id }: Pick<JourneyApp, 'id'>) => `/developer/apps/${id}/numbers`;

async function read({ id }: Pick<JourneyApp, 'id'>) {
  const params = { path: { appId: id } };
  const { data } = await apiAs(developer.token).GET('/v1/developer/apps/{appId}/numbers', { params });
  if (data === undefined) throw new Error('The numbers were refused.');
  return data;
}

/** Waits until the views of an app are written down, which takes some seconds. */
const counted = (app: JourneyApp, totals: object) =>
  expect.poll(async () => (await read(app)).totals, { interval: 200 }).toMatchObject(totals);

async function tagSync() {
  const { data } = await apiAs(developer.token).GET('/v1/developer/apps');
  const app = data?.items.find(({ slug }) => slug === 'tag-sync');
  if (app === undefined) throw new Error('The demo has no Tag Sync.');
  return app;
}

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('from looking to leaving, $how', ({ javaScriptEnabled }) => {
  it('is counted, and told to the developer', async () => {
    await using mirror = await openTagMirror();
    const { app } = mirror;
    await using console = await visitStore({ as: 'developer', javaScriptEnabled, userAgent: person });
    await console.page.goto(numbersOf(app));
    await shown(console.page.getByRole('heading', { name: 'Nobody has looked yet' }));
    if (javaScriptEnabled) expect(await inspectPage(console.page)).toEqual([]);
    // The developer's own look does not count, nor does a bot's.
    await console.page.goto(`/apps/${app.slug}`);
    await using bot = await visitStore({ userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' });
    await bot.page.goto(`/apps/${app.slug}`);

    await using visit = await visitStore({ as: 'owner', javaScriptEnabled, userAgent: person });
    const { page } = visit;
    await page.goto(`/apps/${app.slug}`);
    await page.reload();
    await page.goto(consentPath(app.slug));
    await counted(app, { views: 1, consents: 1, installed: 0 });
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual(owner.cookies.map(({ name }) => name));

    const id = await installTagMirror(app, 'active');
    await page.goto(`/workspaces/${owner.workspaceId}/apps/${id}/uninstall`);
    await shown(page.getByText(/reads it with the day, without your name/));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.getByLabel('It lacks something').check();
    await page.getByLabel(/In your own words/).fill('We needed <b>lists</b>,\nnot tags.');
    await page.getByRole('button', { name: `Uninstall ${app.name}` }).click();
    await shown(page.getByText(`${app.name} is uninstalled`));

    await console.page.goto(numbersOf(app));
    const told = console.page;
    await shown(told.getByRole('heading', { name: 'From looking to using' }));
    await shown(told.getByText('1 of 1, too few for a percentage').first());
    await shown(told.getByText('1 of 1 said why.'));
    await shown(told.getByText('We needed <b>lists</b>,'));
    const total = told.getByRole('row', { name: /^Total/ }).getByRole('cell');
    expect(await total.allInnerTexts()).toEqual(['1', '1', '1', '1', '0', '1']);
    expect(await told.content()).not.toContain(owner.workspaceId);
    if (javaScriptEnabled) expect(await inspectPage(told)).toEqual([]);
  });

  it('asks for another range in the address, and says what is wrong with one', async () => {
    const app = await tagSync();
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    await page.goto(numbersOf(app));
    await page.getByRole('link', { name: 'Last 12 months' }).click();
    await page.waitForURL(/by=month/);
    await shown(page.getByRole('columnheader', { name: 'Month' }));
    expect(await page.getByRole('row').count()).toBe(15);
    await page.getByLabel('By', { exact: true }).selectOption('week');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/by=week/);
    await shown(page.getByRole('columnheader', { name: 'Week' }));
    await page.goto(`${numbersOf(app)}?from=2020-01-01&by=day`);
    await shown(page.getByRole('alert').getByText(/At most 366 days are shown by day/));
    expect(await page.getByLabel('From (UTC)').getAttribute('aria-invalid')).toBe('true');
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    await page.goto(`${numbersOf(app)}?from=2024-01-01&to=2024-01-31`);
    await shown(page.getByRole('heading', { name: 'Nothing happened in this time' }));
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
  });
});

it('shows an app with a past in both themes and on a phone, and exports what the table shows', async () => {
  const app = await tagSync();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto('/developer');
  await page.getByRole('link', { name: `Numbers of ${app.name}`, exact: true }).click();
  await shown(page.getByRole('heading', { level: 1, name: `Numbers of ${app.name}` }));
  await shown(page.getByText(/\d+% of those who looked/));
  await page.locator('summary', { hasText: 'How this is counted' }).click();
  expect(await inspectPage(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  const { periods, totals } = await read(app);
  expect(download.suggestedFilename()).toBe(`numbers-${periods[0]!.from}-${periods.at(-1)!.to}.csv`);
  expect(lines).toHaveLength(1 + periods.length);
  expect(totals.views).toBeGreaterThan(100);
});

it('is read by keyboard alone: range, chart and table', async () => {
  const app = await tagSync();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(numbersOf(app));
  await tabTo(page, page.getByRole('link', { name: 'Last 7 days' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=/);
  const chart = page.getByRole('slider', { name: /Chart of the numbers/ });
  await shown(chart);
  await tabTo(page, chart);
  const text = () => chart.getAttribute('aria-valuetext');
  const { periods } = await read(app);
  const views = (back: number) =>
    new RegExp(`: views ${periods.at(-1 - back)!.views}, consent ${periods.at(-1 - back)!.consents},`);
  await expect.poll(text).toMatch(views(0));
  await page.keyboard.press('ArrowLeft');
  await expect.poll(text).toMatch(views(1));
  await page.keyboard.press('Home');
  await expect.poll(text).toMatch(views(6));
  await tabTo(page, page.getByRole('region', { name: 'Table of the numbers' }));
});

it('is nobody else’s to read', async () => {
  await using mirror = await openTagMirror();
  await using visit = await visitStore({ as: 'otherOwner' });
  expect((await visit.page.goto(numbersOf(mirror.app)))?.status()).toBe(404);
  expect(await visit.page.content()).not.toContain(mirror.app.name);
});
