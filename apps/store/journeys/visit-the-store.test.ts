import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shown } from './kit/pages.ts';
import { system } from './kit/system.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
let mirror: TagMirror;
// A word that no other app's name has: other journeys publish apps that are called nearly the same.
let word: string;
beforeAll(async () => {
  mirror = await openTagMirror();
  word = mirror.app.name.split(' ').at(-1)!;
});
afterAll(() => mirror[Symbol.asyncDispose]());

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a visitor $how', ({ javaScriptEnabled }) => {
  it('finds an app by its words, by its category and by its card', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto('/');
    expect(await page.getByRole('main').getByRole('listitem').getByRole('heading').count()).toBeGreaterThan(5);
    await page.getByLabel('Search the store').fill(`${word} tags`);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await shown(page.getByRole('heading', { name: `for “${word} tags”` }));
    expect(page.url()).toContain(`query=${word}`);
    await page
      .getByRole('navigation', { name: 'Categories' })
      .getByRole('link', { name: /Marketing/ })
      .click();
    await page.waitForURL(/category=marketing/);
    expect(page.url()).toContain(`query=${word}`);
    await page.getByRole('link', { name: mirror.app.name }).click();
    await shown(page.getByRole('heading', { level: 1, name: mirror.app.name }));
  });

  it('is offered a way on when nothing matches', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    await page.goto(`/?query=${word}&category=payments`);
    await shown(page.getByRole('heading', { name: 'No app matches' }));
    await page.getByRole('link', { name: 'Search every category' }).click();
    await page.waitForURL((url) => !url.searchParams.has('category'));
    await shown(page.getByRole('link', { name: mirror.app.name }));
    await page.goto('/?query=zzzqqq');
    await page.getByRole('link', { name: 'See all apps' }).click();
    await page.waitForURL((url) => url.search === '?sort=new');
    await shown(page.getByRole('heading', { level: 1, name: 'All apps' }));
  });

  it('reads all of a listing before signing in', async () => {
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const answer = await page.goto(`/apps/${mirror.app.slug}`);
    expect(answer?.status()).toBe(200);
    const main = page.getByRole('main');
    for (const text of [
      'Shows your tags in your CRM.',
      'by Lantern Works',
      'View flow tags',
      'To read the tags we mirror.',
      'Manage flow tags',
      'To add the tags that only your CRM has.',
      'Send sub flows',
      'To greet a new lead.',
      'Write messages to anyone',
      new URL(mirror.server.url).hostname,
      'CRM token',
      'Under Settings, API tokens.',
      'Name of the list',
      'The first one.',
    ])
      expect(await main.getByText(text).count(), text).toBeGreaterThan(0);
    expect(await main.getByText('Kept secret').count()).toBe(1);
    expect(await main.getByRole('link', { name: 'Privacy policy' }).getAttribute('href')).toBe(
      'https://mirror.example.com/privacy',
    );
    expect(await page.getByRole('link', { name: 'Install' }).getAttribute('href')).toBe(
      `/apps/${mirror.app.slug}/install`,
    );
  });
});

describe('the theme', () => {
  it.each([true, false])(
    'is chosen in the header and survives a reload (JavaScript: %s)',
    async (javaScriptEnabled) => {
      await using visit = await visitStore({ javaScriptEnabled, colorScheme: 'light' });
      const { page } = visit;
      await page.goto('/');
      const paper = () => page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
      const light = await paper();
      await page.locator('summary', { hasText: 'Theme' }).click();
      const saved = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/theme');
      await page.getByRole('button', { name: 'Dark' }).click();
      await expect.poll(paper).not.toBe(light);
      await (await saved).finished();
      await page.reload();
      await shown(page.locator('html[data-theme=dark]'));
      await expect.poll(paper).not.toBe(light);
    },
  );
});

describe('an address that leads nowhere', () => {
  it.each(['/apps/no-such-app', '/no/such/page'])(
    '%s answers 404 with a way on, and is kept out of search engines',
    async (path) => {
      await using visit = await visitStore();
      const { page } = visit;
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      expect(await page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex');
      await page.getByRole('link', { name: 'Browse the store' }).click();
      await page.waitForURL((url) => url.pathname === '/');
    },
  );
});

it('sends a listing that a browser has kept only once', async () => {
  const address = `${system.baseUrl}/apps/${mirror.app.slug}`;
  const first = await fetch(address);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  const second = await fetch(address, { headers: { 'if-none-match': etag } });
  expect([second.status, await second.text()]).toEqual([304, '']);
});
