import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { publishApp } from './kit/publish-app.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const mostBytes = 130_000;
const visitStore = useBrowser();
let app: JourneyApp;
beforeAll(async () => void (app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'))));

/** The path of every script that a page loads until it rests, with its size in bytes, gzipped. */
async function weigh(page: Page, path: string): Promise<Record<string, number>> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(new URL(response.url()).pathname, response.body());
  });
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  expect(answer?.status()).toBe(200);
  const sizes = [...scripts].map(async ([at, body]) => [at, gzipSync(await body).byteLength] as const);
  return Object.fromEntries(await Promise.all(sizes));
}

it.each<[string, () => string]>([
  ['the list of apps', () => '/developer'],
  ['creating', () => '/developer/new'],
  ['creating from a manifest', () => '/developer/new/manifest'],
  ['the overview', () => consolePath(app)],
  ...(
    [
      'auth',
      'deliveries',
      'keys',
      'links',
      'manifest',
      'numbers',
      'pictures',
      'preview',
      'requests',
      'reviews',
      'sandbox',
      'scopes',
      'settings',
      'signing',
      'versions',
    ] as const
  ).map((page): [string, () => string] => [page, () => consolePath(app, page)]),
  ['publishing', () => `${consolePath(app, 'versions')}/publish`],
  ['the frame of a preview', () => `${consolePath(app, 'preview')}/frame`],
  ['the consent page in a frame', () => `${consolePath(app, 'preview')}/frame/consent`],
])('the console loads at most 130 kB of JavaScript, gzipped: %s', async (_page, path) => {
  await using visit = await visitStore({ as: 'developer' });
  const scripts = await weigh(visit.page, path());
  const total = Object.values(scripts).reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${path().replace(app.id, '…')}: ${(total / 1_000).toFixed(1)} kB`);
  expect(total).toBeLessThanOrEqual(mostBytes);
});

const enhance = /\/enhance\.[\w-]+\.js$/;

it.each<[string, () => string, RegExp[]]>([
  ['home', () => '/', [enhance]],
  ['a search', () => '/?query=tags', [enhance]],
  ['a listing', () => `/apps/${app.slug}`, [enhance]],
  ['reporting', () => `/apps/${app.slug}/report`, [enhance]],
  ['signing up', () => '/sign-up', [enhance]],
  ['signing in', () => '/sign-in?next=/', [enhance, /\/sign-in-with-passkey\.[\w-]+\.js$/]],
])('a public page loads small scripts of its own, and nothing of the console: %s', async (_page, path, known) => {
  await using visit = await visitStore();
  const scripts = await weigh(visit.page, path());
  expect(Object.keys(scripts).toSorted()).toEqual(known.map((name) => expect.stringMatching(name)));
  for (const bytes of Object.values(scripts)) expect(bytes).toBeLessThan(3_000);
});

/** The bytes that came over the wire until the page rests, by the kind of what they are of: headers and compression included. */
async function weighAll(page: Page, path: string): Promise<Record<string, number>> {
  const sizes: Promise<readonly [kind: string, bytes: number]>[] = [];
  page.on('requestfinished', (request) => {
    const sized = request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
      return [request.resourceType(), responseBodySize + responseHeadersSize] as const;
    });
    sizes.push(sized);
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const kinds: Record<string, number> = {};
  for (const [kind, bytes] of await Promise.all(sizes)) kinds[kind] = (kinds[kind] ?? 0) + bytes;
  return kinds;
}

// In bytes, on a phone, with a cold cache. What a page may send as scripts stands above, far below the 45 and 50 kB that were set.
it.each<[string, () => string, { document: number; total: number }]>([
  ['home', () => '/', { document: 20_000, total: 160_000 }],
  ['a search', () => '/?query=tags', { document: 20_000, total: 150_000 }],
  ['a category', () => '/?category=marketing', { document: 20_000, total: 150_000 }],
  ['a listing', () => `/apps/${app.slug}`, { document: 15_000, total: 90_000 }],
  ['a listing with pictures', () => '/apps/tag-sync', { document: 20_000, total: 150_000 }],
  ['signing in', () => '/sign-in?next=/', { document: 20_000, total: 80_000 }],
])('a public page weighs little: %s', async (_page, path, most) => {
  await using visit = await visitStore({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  const kinds = await weighAll(visit.page, path());
  const total = Object.values(kinds).reduce((sum, bytes) => sum + bytes, 0);
  const shown = Object.entries(kinds).map(([kind, bytes]) => `${kind} ${(bytes / 1_000).toFixed(1)}`);
  console.log(`${path().replace(app.slug, '…')}: ${(total / 1_000).toFixed(1)} kB (${shown.join(', ')})`);
  expect(kinds['document'] ?? Infinity).toBeLessThanOrEqual(most.document);
  expect(total).toBeLessThanOrEqual(most.total);
});
