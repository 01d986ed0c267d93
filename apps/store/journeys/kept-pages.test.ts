import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JourneyApp } from './kit/journey-app.ts';
import { isPublic, pageRoutes, pathOf } from './kit/page-routes.ts';
import { publishApp } from './kit/publish-app.ts';
import { publishVersion } from './kit/publish-version.ts';
import { apiAs, system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, developer } = system.accounts;
const visitStore = useBrowser();
const manifest = tagMirrorManifest('http://127.0.0.1:9');
let app: JourneyApp;
beforeAll(async () => void (app = await publishApp(manifest)));

const session = owner.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(system.baseUrl + path, { headers, redirect: 'manual' });
  const { status } = answer;
  const [control, etag, vary] = ['cache-control', 'etag', 'vary'].map((name) => answer.headers.get(name) ?? '');
  return {
    status,
    control: control!,
    etag: etag!,
    vary: vary!,
    encoding: answer.headers.get('content-encoding'),
    text: await answer.text(),
  };
};
const shared = /^public, max-age=0, stale-while-revalidate=60/;
const pages = () => ['/', '/?query=tag', `/apps/${app.slug}`, '/sitemap.xml'];

describe('a page that is the same for everybody', () => {
  it('may be kept by anybody, and is asked for by its tag', async () => {
    for (const path of pages()) {
      const first = await get(path);
      expect([path, first.status, first.control]).toEqual([path, 200, expect.stringMatching(shared)]);
      expect(first.vary, path).toContain('cookie');
      const second = await get(path, { 'if-none-match': first.etag });
      expect([path, second.status, second.text, second.etag]).toEqual([path, 304, '', first.etag]);
      expect(second.control, path).toMatch(shared);
    }
  });

  it('is sent compressed, each form under a tag of its own', async () => {
    const path = `/apps/${app.slug}`;
    const [plain, br, zipped] = [
      await get(path, { 'accept-encoding': 'identity' }),
      await get(path, { 'accept-encoding': 'br' }),
      await get(path, { 'accept-encoding': 'gzip' }),
    ];
    expect([plain.encoding, br.encoding, zipped.encoding]).toEqual([null, 'br', 'gzip']);
    expect([br.text, zipped.text]).toEqual([plain.text, plain.text]);
    expect(new Set([plain.etag, br.etag, zipped.etag]).size).toBe(3);
  });

  it('is as the visitor’s theme is', async () => {
    for (const theme of ['dark', 'light', 'dark', 'system']) {
      const { text } = await get('/', { cookie: `minimart_theme=${theme}` });
      expect(text).toContain(`data-theme="${theme}"`);
      expect(text).toContain(`name="color-scheme" content="${theme === 'system' ? 'light dark' : theme}"`);
    }
  });
});

describe('what is published', () => {
  it('is on every page that is asked for afterwards, at once', async () => {
    const own = await publishApp({ ...manifest, name: `Edition ${randomBytes(3).toString('hex')}` });
    const paths = [`/apps/${own.slug}`, `/?query=${encodeURIComponent(own.name)}`, '/'];
    for (let edition = 1; edition <= 5; edition += 1) {
      for (const path of paths) await get(path); // kept from now on
      const summary = `This is edition ${edition} of it.`;
      await publishVersion(own, { ...manifest, name: own.name, summary });
      for (const path of paths) expect((await get(path)).text, path).toContain(summary);
      const api = await fetch(`${system.baseUrl}/v1/apps/${own.slug}`);
      expect(await api.json()).toMatchObject({ summary });
    }
  });

  it('and what is withdrawn is on none', async () => {
    const own = await publishApp(manifest);
    const listed = async (isListed: boolean) => {
      const params = { path: { appId: own.id } };
      await apiAs(developer.token).PUT('/v1/developer/apps/{appId}/listed', { params, body: { isListed } });
    };
    expect((await get('/')).text).toContain(`/apps/${own.slug}"`);
    await listed(false);
    expect((await get('/')).text).not.toContain(`/apps/${own.slug}"`);
    expect((await get(`/apps/${own.slug}`)).text).toContain('Not in the store any more');
    expect((await get('/sitemap.xml')).text).not.toContain(own.slug);
    await listed(true);
    expect((await get('/sitemap.xml')).text).toContain(`${system.baseUrl}/apps/${own.slug}<`);
  });
});

describe('what is somebody’s own', () => {
  it('is never kept, on no page of the whole tree', async () => {
    for (const route of pageRoutes) {
      const path = pathOf(route, { slug: app.slug, appId: app.id });
      const { control, status } = await get(path, { cookie: session });
      expect(control, `${path} (${status})`).toMatch(/^(no-store|private, no-cache)$/);
      if (!(await isPublic(path))) expect((await get(path)).control, path).toBe('no-store');
    }
  });

  it('never gets onto the page of somebody else', async () => {
    const name = 'Account';
    for (const path of ['/', `/apps/${app.slug}`]) {
      for (let times = 0; times < 3; times += 1) {
        const [mine, theirs] = [await get(path, { cookie: session }), await get(path)];
        expect([path, mine.text.includes(name), mine.text.includes(owner.email)]).toEqual([path, true, true]);
        expect([path, theirs.text.includes(name), theirs.text.includes(owner.email)]).toEqual([path, false, false]);
      }
    }
  });

  it('is gone from a browser that signs out, also where it goes back', async () => {
    await using visit = await visitStore({ as: 'owner' });
    const { page } = visit;
    await page.goto('/');
    expect(await page.content()).toContain(owner.email);
    await page.context().clearCookies();
    await page.goto(`/apps/${app.slug}`);
    await page.goto('/');
    expect(await page.content()).not.toContain(owner.email);
  });
});

it('a page that is kept counts for its developer each time somebody looks at it', async () => {
  const own = await publishApp(manifest);
  const browser = (version: number) => ({
    'user-agent': `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
  });
  for (const version of [101, 102, 103]) await get(`/apps/${own.slug}`, browser(version));
  const views = async () => {
    const params = { path: { appId: own.id } };
    const { data } = await apiAs(developer.token).GET('/v1/developer/apps/{appId}/numbers', { params });
    return data?.totals.views;
  };
  await expect.poll(views, { interval: 200 }).toBe(3);
});

describe('the theme', () => {
  it('is there before any style is, so that no window is white in the dark', async () => {
    await using visit = await visitStore({ colorScheme: 'light' });
    const { page } = visit;
    await page.context().addCookies([{ name: 'minimart_theme', value: 'dark', url: system.baseUrl }]);
    await page.route('**/*.css', (route) => route.abort());
    await page.goto('/');
    const canvas = await page.evaluate(() => {
      document.documentElement.style.backgroundColor = 'Canvas';
      return getComputedStyle(document.documentElement).backgroundColor;
    });
    const [red = 255] = canvas.match(/\d+/g)?.map(Number) ?? [];
    expect(red, canvas).toBeLessThan(60);
  });

  it('is on pages that a browser has kept from before it was chosen', async () => {
    await using visit = await visitStore({ colorScheme: 'light' });
    const { page } = visit;
    await page.goto(`/apps/${app.slug}`);
    await page.goto('/');
    await page.locator('summary', { hasText: 'Theme' }).click();
    const [saved] = await Promise.all([
      page.waitForResponse((answer) => new URL(answer.url()).pathname === '/theme'),
      page.getByRole('button', { name: 'Dark' }).click(),
    ]);
    await saved.finished();
    await page.goto(`/apps/${app.slug}`);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});
