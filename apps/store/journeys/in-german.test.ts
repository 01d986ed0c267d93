import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEnglish } from './kit/find-english.ts';
import { foreignWords } from './kit/foreign-words.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { isPublic, pageRoutes, pathOf } from './kit/page-routes.ts';
import { consentPath, shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, tagMirrorManifest, type TagMirror } from './kit/tag-mirror.ts';
import { textsOfPage } from './kit/texts-of-page.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, member } = system.accounts;
const visitStore = useBrowser();
const inGerman = { locale: 'de-DE' };
const inEnglish = { locale: 'en-GB' };
const ofWorkspace = `/workspaces/${owner.workspaceId}`;

let mirror: TagMirror;
let fresh: JourneyApp;
let installationId: string;
let goneId: string;
let requestId: string;
let foreign: string[];

beforeAll(async () => {
  mirror = await openTagMirror();
  fresh = await publishApp(tagMirrorManifest('http://127.0.0.1:9'));
  goneId = await installTagMirror(mirror.app, 'active');
  const params = { path: { workspaceId: owner.workspaceId, installationId: goneId } };
  await apiAs(owner.token).DELETE('/v1/workspaces/{workspaceId}/installations/{installationId}', { params, body: {} });
  installationId = await installTagMirror(mirror.app, 'active', ['flow-tags:view', 'sub-flows:send']);
  requestId = await askForFresh();
  const bot = `/v1${ofWorkspace}/bot`;
  const [someone] = await subscribersOf(bot);
  const ofPeople = [bot, `${bot}/subscribers`, `${bot}/subscribers/${someone!.ns}`];
  const read = [
    '/v1/me',
    '/v1/front',
    '/v1/collections/for-online-shops',
    ...['', '?query=tag', '?category=marketing'].map((query) => `/v1/apps${query}`),
    ...[mirror.app, fresh].map(({ slug }) => `/v1/apps/${slug}`),
    ...['installations', 'consents', 'install-requests', 'policy', 'audit-log'].map(
      (list) => `/v1${ofWorkspace}/${list}`,
    ),
    ...[installationId, goneId].map((id) => `/v1${ofWorkspace}/installations/${id}`),
  ];
  foreign = await foreignWords(read, ofPeople);
});
afterAll(() => mirror[Symbol.asyncDispose]());

async function subscribersOf(bot: string): Promise<{ ns: string }[]> {
  const headers = { authorization: `Bearer ${owner.token}` };
  const answer = await fetch(`${system.baseUrl}${bot}/subscribers`, { headers });
  return ((await answer.json()) as { items: { ns: string }[] }).items;
}

async function askForFresh(): Promise<string> {
  const { data, error } = await apiAs(member.token).POST('/v1/workspaces/{workspaceId}/install-requests', {
    params: { path: { workspaceId: owner.workspaceId } },
    body: { app: fresh.slug, scopes: ['flow-tags:view'], note: 'Für unsere Verkäufer.' },
  });
  if (data === undefined) throw new Error(`The ask was refused: ${JSON.stringify(error)}`);
  return data.id;
}

/** Every page of visitors and of people of a workspace, in each state that says something else. */
const routes = pageRoutes.filter((route) => !/^\/(developer|outbox)/.test(route));

function pathsOf(route: string): string[] {
  const id = route.endsWith('/farewell') ? goneId : installationId;
  const samples = { slug: mirror.app.slug, appId: mirror.app.id, installationId: id, requestId };
  const path = pathOf(route, samples);
  if (route === '/') return ['/', '/?query=tag', '/?category=marketing', '/?query=zzzqqq&category=marketing'];
  if (route === '/apps/[slug]') return [path, '/apps/there-is-none'];
  if (route === '/apps/[slug]/install') return [consentPath(fresh.slug), consentPath(mirror.app.slug)];
  return [path];
}

describe.each(routes)('the page %s of a German browser', (route) => {
  it('says nothing in English, and passes WCAG and fits a phone as it does in English', async () => {
    const as = (await isPublic(pathsOf(route)[0]!)) ? {} : ({ as: 'owner' } as const);
    for (const path of pathsOf(route)) {
      await using english = await visitStore({ ...as, ...inEnglish });
      await english.page.goto(path);
      expect(await english.page.locator('html').getAttribute('lang'), path).toBe('en');
      await using visit = await visitStore({ ...as, ...inGerman });
      const { page } = visit;
      await page.goto(path);
      expect(await page.locator('html').getAttribute('lang'), path).toBe('de');
      const texts = await textsOfPage(page);
      const left = findEnglish({ texts, inEnglish: await textsOfPage(english.page), foreign });
      expect(left, path).toEqual([]);
      expect(await inspectPage(page), path).toEqual([]);
    }
  });
});

const languageOf = async (headers: Record<string, string>, path = '/') => {
  const answer = await fetch(system.baseUrl + path, { headers });
  const text = await answer.text();
  return { language: /<html lang="(\w+)"/.exec(text)?.[1], vary: answer.headers.get('vary'), text };
};

describe.each([true, false])('the language (JavaScript: %s)', (javaScriptEnabled) => {
  it('is switched at the foot of a page, which stays, and holds from then on', async () => {
    await using visit = await visitStore({ ...inGerman, javaScriptEnabled });
    const { page } = visit;
    const language = page.locator('html');
    const path = `/apps/${fresh.slug}?from=a-mail`;
    await page.goto(path);
    for (const [name, locale] of [
      ['English', 'en'],
      ['Deutsch', 'de'],
      ['English', 'en'],
    ] as const) {
      await page.getByRole('contentinfo').getByRole('button', { name }).click();
      await shown(page.getByRole('heading', { level: 1, name: fresh.name }));
      await expect.poll(() => language.getAttribute('lang')).toBe(locale);
      expect(page.url()).toBe(system.baseUrl + path);
      expect(await page.getByRole('contentinfo').locator('[aria-current=true]').innerText()).toBe(name);
      await page.goto('/sign-in');
      expect(await language.getAttribute('lang')).toBe(locale);
      await page.goto(path);
    }
  });

  it('is that of an address which names one, whatever the browser would rather have, and can be left', async () => {
    await using visit = await visitStore({ ...inEnglish, javaScriptEnabled });
    const { page } = visit;
    await page.goto(`/de/apps/${fresh.slug}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    // Whoever came by such an address has chosen nothing, and stays in its language all the same.
    await page.getByRole('banner').getByRole('link', { name: 'Minimart' }).click();
    await page.waitForURL('/de');
    await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill(fresh.name);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/de\?query=/);
    await page.getByRole('main').getByRole('link', { name: fresh.name }).first().click();
    await page.waitForURL(`/de/apps/${fresh.slug}`);
    // So does whoever is sent on.
    await page.locator(`main a[href="/de/apps/${fresh.slug}/install"]`).first().click();
    await page.waitForURL(/\/de\/sign-in\?next=/);
    await page.goto(`/de/apps/${fresh.slug}`);
    await page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
    await page.waitForURL(`/apps/${fresh.slug}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

it.each(['/', '/?category=marketing', '/collections/for-online-shops', 'listing'])(
  'machines find %s in each language: its own address is the canonical one, the others are named',
  async (what) => {
    const path = what === 'listing' ? `/apps/${fresh.slug}` : what;
    const germanPath = path.startsWith('/?') ? `/de${path.slice(1)}` : path === '/' ? '/de' : `/de${path}`;
    const [english, german] = [`${system.baseUrl}${path}`, `${system.baseUrl}${germanPath}`];
    for (const [at, own] of [
      [path, english],
      [germanPath, german],
    ] as const) {
      await using visit = await visitStore(inEnglish);
      const { page } = visit;
      expect((await page.goto(at))?.status()).toBe(200);
      const linked = (which: string) =>
        page.locator(`link${which}`).evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(await linked('[rel=canonical]')).toEqual([own]);
      expect(await linked('[hreflang=en]')).toEqual([english]);
      expect(await linked('[hreflang=de]')).toEqual([german]);
      expect(await linked('[hreflang=x-default]')).toEqual([english]);
    }
  },
);

it.each([
  ['/de//evil.example/x', '/'],
  ['//evil.example/x', '/'],
  ['/de/apps/tag-sync?stars=5', '/apps/tag-sync?stars=5'],
])('who chooses a language on %s is led to %s, and never to another site', async (next, to) => {
  const body = new URLSearchParams({ language: 'de', next });
  const headers = { origin: system.baseUrl };
  const answer = await fetch(`${system.baseUrl}/language`, { method: 'POST', headers, body, redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, to]);
});

it('a page that is kept in one language is given to nobody who reads another', async () => {
  for (const path of ['/', `/apps/${fresh.slug}`, '/collections/for-online-shops']) {
    for (const locale of ['en', 'de', 'en', 'de']) {
      const { language, vary } = await languageOf({ 'accept-language': locale }, path);
      expect([path, language]).toEqual([path, locale]);
      expect(vary).toContain('accept-language');
    }
    const chosen = await languageOf({ 'accept-language': 'de', cookie: 'minimart_language=en' }, path);
    expect([path, chosen.language]).toEqual([path, 'en']);
  }
});

interface Recorded {
  app: { slug: string };
  language: string;
  scopes: { label: string }[];
}

it('what an owner reads on the consent page is what the record of it says, in that language', async () => {
  const app = await publishApp({ ...tagMirrorManifest(mirror.server.url), authInputs: [], requests: {} });
  await using visit = await visitStore({ as: 'owner', ...inGerman });
  const { page } = visit;
  await page.goto(consentPath(app.slug));
  await shown(page.getByText('Flow-Tags ansehen').first());
  // In another tab the language is changed meanwhile.
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'English' }).click();
  await shown(other.getByRole('button', { name: 'Search' }));
  await page.locator('main form').getByRole('button').last().click();
  const recorded = async () => {
    const headers = { authorization: `Bearer ${owner.token}` };
    const answer = await fetch(`${system.baseUrl}/v1${ofWorkspace}/consents`, { headers });
    const { items } = (await answer.json()) as { items: Recorded[] };
    const consent = items.find((each) => each.app.slug === app.slug);
    return consent && [consent.language, consent.scopes[0]?.label];
  };
  await expect.poll(recorded).toEqual(['de', 'Flow-Tags ansehen']);
});

it('the console stays English, whichever language its reader has', async () => {
  for (const route of pageRoutes.filter((each) => /^\/developer(\/new)?$/.test(each))) {
    await using visit = await visitStore({ as: 'developer', ...inGerman });
    await using english = await visitStore({ as: 'developer', ...inEnglish });
    await visit.page.goto(route);
    await english.page.goto(route);
    expect(await visit.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await textsOfPage(visit.page)).toEqual(await textsOfPage(english.page));
  }
});
