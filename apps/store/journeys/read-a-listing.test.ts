import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { focused, shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { publishVersion } from './kit/publish-version.ts';
import { tabTo } from './kit/tab-to.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

// Of the demo, since its screenshots are.
const withPictures = '/apps/tag-sync';
const visitStore = useBrowser();
let app: JourneyApp;
let twin: JourneyApp;

beforeAll(async () => {
  const manifest = tagMirrorManifest('http://127.0.0.1:9');
  const [view, manage, send] = manifest['scopes'] as { id: string }[];
  app = await publishApp({ ...manifest, category: 'other', scopes: [view, { ...manage, optional: false }] });
  twin = await publishApp({ ...tagMirrorManifest('http://127.0.0.1:9'), category: 'other', scopes: [manage, send] });
  await publishVersion(app, { ...manifest, category: 'other', scopes: [manage, send] }, { changelog: 'It can greet.' });
});

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a visitor $how', ({ javaScriptEnabled }) => {
  it('reads what each version changed in what it may do', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto(`/apps/${app.slug}`);
    const versions = page.getByRole('region', { name: 'Versions' });
    for (const line of [
      'It can greet.',
      'Also asks, if you like, to Send sub flows',
      'Leaves it to you to allow Manage flow tags',
      'No longer asks to View flow tags',
    ])
      await shown(
        versions
          .getByText(line)
          .or(versions.getByRole('listitem').filter({ hasText: line }))
          .first(),
      );
    expect(await versions.getByText('Sensitive').count()).toBe(1);
  });

  it('goes on to an app that is like it', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto(`/apps/${app.slug}`);
    await page.getByRole('region', { name: 'Similar apps' }).getByRole('link', { name: twin.name }).click();
    await shown(page.getByRole('heading', { level: 1, name: twin.name }));
  });
});

it('without JavaScript a screenshot is a link to its picture', async () => {
  await using visit = await visitStore({ javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(withPictures);
  expect(await page.getByRole('dialog').count()).toBe(0);
  const href = await page.locator('[data-gallery] a').first().getAttribute('href');
  const answer = await page.goto(href ?? '');
  expect([answer?.status(), answer?.headers()['content-type']]).toEqual([200, expect.stringMatching(/^image\//)]);
});

describe('the gallery', () => {
  it('is opened, gone through, enlarged and left by keyboard, and the focus goes back to the picture last seen', async () => {
    await using visit = await visitStore();
    const { page } = visit;
    await page.goto(withPictures);
    const links = page.locator('[data-gallery] a');
    const count = await links.count();
    expect(count).toBeGreaterThan(1);
    await tabTo(page, links.first());
    await page.keyboard.press('Enter');
    const dialog = await shown(page.getByRole('dialog', { name: 'Screenshots of Tag Sync' }));
    const words = (place: number) => links.nth(place).locator('img').getAttribute('alt');
    await shown(dialog.getByText(`1 of ${count}`, { exact: true }));
    await page.keyboard.press('ArrowRight');
    await shown(dialog.getByRole('img', { name: (await words(1)) ?? '' }));
    expect(await dialog.getByRole('status').textContent()).toBe(`2 of ${count}: ${await words(1)}`);
    await page.keyboard.press('End');
    await shown(dialog.getByText(`${count} of ${count}`, { exact: true }));
    await page.keyboard.press('ArrowRight');
    await shown(dialog.getByText(`1 of ${count}`, { exact: true }));
    await tabTo(page, dialog.getByRole('button', { name: 'Full size' }));
    await page.keyboard.press('Space');
    await shown(dialog.getByRole('button', { name: 'Full size', pressed: true }));
    await tabTo(page, dialog.getByRole('button', { name: 'Next' }));
    await page.keyboard.press('Enter');
    await shown(dialog.getByRole('button', { name: 'Full size', pressed: false }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await focused(links.nth(1));
  });

  it('is closed by its button and by a press beside it', async () => {
    await using visit = await visitStore();
    const { page } = visit;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(withPictures);
    const dialog = page.getByRole('dialog');
    const first = page.locator('[data-gallery] a').first();
    await first.click();
    await (await shown(dialog)).getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await first.click();
    await shown(dialog);
    await page.mouse.click(5, 5);
    await dialog.waitFor({ state: 'hidden' });
  });

  it('open, and in full size, passes WCAG in both themes and fits a phone', async () => {
    await using visit = await visitStore();
    const { page } = visit;
    await page.goto(withPictures);
    await page.locator('[data-gallery] a').first().click();
    await shown(page.getByRole('dialog'));
    expect(await inspectPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Full size' }).click();
    expect(await inspectPage(page)).toEqual([]);
  });

  it('is one small script, on a listing with screenshots alone', async () => {
    await using visit = await visitStore();
    const { page } = visit;
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      const name = new URL(response.url()).pathname.replace(/^.*\/(\w+)\..*$/, '$1');
      sizes.set(
        name,
        response.body().then((body) => gzipSync(body).byteLength),
      );
    });
    await page.goto(withPictures, { waitUntil: 'networkidle' });
    expect([...sizes.keys()].toSorted()).toEqual(['enhance', 'gallery']);
    expect(await sizes.get('gallery')).toBeLessThan(1_600);
  });
});

it.each([
  ['a listing with versions that changed and apps that are like it', () => `/apps/${app.slug}`],
  ['a listing with screenshots', () => withPictures],
])('%s passes WCAG in both themes and fits a phone', async (_what, path) => {
  await using visit = await visitStore();
  await visit.page.goto(path());
  expect(await inspectPage(visit.page)).toEqual([]);
});
