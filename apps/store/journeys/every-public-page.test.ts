import { beforeAll, expect, it } from 'vitest';
import { findForeignAddresses } from './kit/find-foreign-addresses.ts';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { furtherStates, isPublic, pageRoutes, pathOf } from './kit/page-routes.ts';
import { publishApp } from './kit/publish-app.ts';
import { system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
let app: JourneyApp;
let publicRoutes: string[];
beforeAll(async () => {
  app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'));
  const isOpen = await Promise.all(pageRoutes.map((route) => isPublic(pathTo(route))));
  publicRoutes = pageRoutes.filter((_route, place) => isOpen[place]);
});

const pathTo = (route: string) => pathOf(route, { slug: app.slug, appId: app.id });
const statesOf = (route: string) => [pathTo(route), ...(furtherStates[route] ?? [])];

it('the front page, the listings and signing in are for everybody; what is somebody’s own is not', () => {
  expect(publicRoutes).toEqual(expect.arrayContaining(['/', '/apps/[slug]', '/sign-in']));
  expect(publicRoutes.filter((route) => /workspace|developer|outbox|install$/.test(route))).toEqual([]);
  expect(Object.keys(furtherStates).filter((route) => !publicRoutes.includes(route))).toEqual([]);
});

it('none asks a third party for anything, whatever is scrolled to, and none names one that a browser would ask', async () => {
  for (const path of publicRoutes.flatMap(statesOf)) {
    for (const javaScriptEnabled of [true, false]) {
      // Disposing of the visit throws for any request to another origin.
      await using visit = await visitStore({ javaScriptEnabled });
      const { page } = visit;
      expect((await page.goto(path, { waitUntil: 'networkidle' }))?.status(), path).toBe(200);
      await page.keyboard.press('End');
      await page.waitForLoadState('networkidle');
      expect(visit.thirdParties, path).toEqual([]);
      if (javaScriptEnabled) expect(await page.evaluate(findForeignAddresses), path).toEqual([]);
    }
  }
});

it('each fits 320 px and passes WCAG in both themes', async () => {
  for (const path of publicRoutes.flatMap(statesOf)) {
    await using visit = await visitStore();
    await visit.page.goto(path);
    expect(await inspectPage(visit.page), path).toEqual([]);
  }
});

it('each says its language, its title and what it is about', async () => {
  for (const path of publicRoutes.flatMap(statesOf)) {
    await using visit = await visitStore();
    const { page } = visit;
    await page.goto(path);
    expect(await page.locator('html').getAttribute('lang'), path).toMatch(/^[a-z]{2}$/);
    expect((await page.title()).length, path).toBeGreaterThan(8);
    const isIndexed = (await page.locator('meta[name=robots]').count()) === 0;
    if (!isIndexed) continue;
    expect(await page.locator('meta[name=description]').getAttribute('content'), path).toMatch(/\S{3}/);
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    expect(canonical?.startsWith(`${system.baseUrl}/`), `${path}: ${canonical}`).toBe(true);
  }
});

it('nothing moves for who asks for less motion, and something does for others', async () => {
  const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
    const found: string[] = [];
    for (const path of publicRoutes.flatMap(statesOf)) {
      await using visit = await visitStore({ reducedMotion });
      await visit.page.goto(path);
      const here = await visit.page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) => {
          const { transitionDuration, transitionProperty, animationDuration, animationName, scrollBehavior } =
            getComputedStyle(element);
          const longest = (text: string) => Math.max(...text.split(',').map((part) => parseFloat(part)));
          const moves =
            (transitionProperty !== 'none' && longest(transitionDuration) > 0.001) ||
            (animationName !== 'none' && longest(animationDuration) > 0.001) ||
            scrollBehavior === 'smooth';
          return moves ? [`<${element.localName} class="${element.getAttribute('class') ?? ''}">`] : [];
        }),
      );
      found.push(...here.map((element) => `${path}: ${element}`));
    }
    return found;
  };
  expect(await moving('reduce')).toEqual([]);
  expect((await moving('no-preference')).length).toBeGreaterThan(0);
});
