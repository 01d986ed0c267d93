import { beforeAll, expect, it } from 'vitest';
import type { JourneyApp } from './kit/journey-app.ts';
import { publishApp } from './kit/publish-app.ts';
import { system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const { baseUrl } = system;
let app: JourneyApp;
beforeAll(async () => void (app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'))));

const read = async (path: string) => {
  const answer = await fetch(baseUrl + path);
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
};

it('programs are told what they may read, and where the map is', async () => {
  const { status, type, text } = await read('/robots.txt');
  expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(text).toContain('User-agent: *\n');
  expect(text).toContain(`\nSitemap: ${baseUrl}/sitemap.xml\n`);
  for (const closed of ['/workspaces', '/account', '/operator', '/developer', '/apps/*/install'])
    expect(text).toContain(`\nDisallow: ${closed}\n`);
});

it('the map names the front page, what a category holds, and every listing, each of which answers', async () => {
  const { status, type, text } = await read('/sitemap.xml');
  expect([status, type]).toEqual([200, 'application/xml; charset=utf-8']);
  const addresses = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
  expect(addresses).toEqual(
    expect.arrayContaining([`${baseUrl}/`, `${baseUrl}/?category=marketing`, `${baseUrl}/apps/${app.slug}`]),
  );
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const address of addresses.slice(0, 40))
    expect([address, (await fetch(address)).status]).toEqual([address, 200]);
  const part = await read(`/sitemaps/apps.xml?after=${app.slug}`);
  expect(part.status).toBe(200);
  expect(part.text).not.toContain(`/apps/${app.slug}<`);
});

it('a listing says what it is, the way to it, and how it is shown elsewhere: by a picture of ours', async () => {
  await using visit = await visitStore({ javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(`/apps/${app.slug}?utm_source=x`);
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${baseUrl}/apps/${app.slug}`);
  const scripts = await page.locator('script[type="application/ld+json"]').allTextContents();
  expect(scripts.map((text) => (JSON.parse(text) as { '@type': string })['@type'])).toEqual([
    'SoftwareApplication',
    'BreadcrumbList',
  ]);
  const picture = (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '';
  expect(picture.startsWith(`${baseUrl}/assets/social/${app.slug}/`)).toBe(true);
  const answer = await fetch(picture);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  // Width and height of a PNG stand at its beginning (RFC 2083).
  const head = Buffer.from(await answer.arrayBuffer());
  expect([head.readUInt32BE(16), head.readUInt32BE(20)]).toEqual([1200, 630]);
});

it('the front page says how the store is searched, and a search is kept out of search engines', async () => {
  await using visit = await visitStore({ javaScriptEnabled: false });
  const { page } = visit;
  await page.goto('/');
  const [script = '{}'] = await page.locator('script[type="application/ld+json"]').allTextContents();
  const { potentialAction } = JSON.parse(script) as { potentialAction: { target: { urlTemplate: string } } };
  await page.goto(potentialAction.target.urlTemplate.replace('{search_term_string}', 'tags'));
  expect(await page.getByRole('searchbox').inputValue()).toBe('tags');
  expect(await page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex');
});
