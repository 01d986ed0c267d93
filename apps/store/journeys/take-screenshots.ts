// `pnpm screenshots`: takes the pictures of docs/images from the system that runs on MINIMART_DATA_DIR (where it installs and publishes
// some things as the demo's accounts), or from a fresh one. Names as arguments take those pictures alone: `pnpm screenshots console`.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, openPage } from '@minimart/browser';
import type { Page } from 'playwright-core';
import { findOrStartSystem } from './kit/find-or-start-system.ts';
import { signIn } from './kit/sign-in.ts';
import { consoleScenes, deliveryScenes } from './screenshots/console-scenes.ts';
import type { Scene } from './screenshots/scene.ts';
import { stageDemo } from './screenshots/stage-demo.ts';
import { storeScenes } from './screenshots/store-scenes.ts';

const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const largestBytes = 400_000;
const desktop = { suffix: '', viewport: { width: 1280, height: 1120 }, deviceScaleFactor: 1 };
const phone = { suffix: '-phone', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const looks = [
  { colorScheme: 'light' as const, ...desktop },
  { colorScheme: 'light' as const, ...phone },
  { colorScheme: 'dark' as const, ...desktop },
  { colorScheme: 'dark' as const, ...phone },
];
const [lightDesktop, , , darkPhone] = looks as [Look, Look, Look, Look];

await mkdir(images, { recursive: true });
await using system = await findOrStartSystem();
const stage = stageDemo(system.demo);
await using chromium = await launchBrowser();
const sessions = {
  owner: await signIn(system.demo.baseUrl, stage.account('owner')),
  developer: await signIn(system.demo.baseUrl, stage.account('developer')),
};
const wanted = process.argv.slice(2);
await takeAll(await storeScenes(stage), looks);
await takeAll(await deliveryScenes(stage), [looks[0]!, looks[2]!]);
// Last, since they publish a version that waits for the consent of those who have the app. One picture a theme is enough of many pages.
await takeAll(await consoleScenes(stage), [lightDesktop, darkPhone]);

type Look = (typeof looks)[number];

async function takeAll(scenes: Scene[], each: Look[]): Promise<void> {
  for (const scene of scenes)
    if (wanted.length === 0 || wanted.some((name) => scene.name.startsWith(name)))
      for (const look of each) await take(scene, look);
}

async function take({ name, path, as, act }: Scene, { suffix, ...look }: Look): Promise<void> {
  await using visit = await openPage(chromium, { origin: system.demo.baseUrl, ...look });
  const { page } = visit;
  if (as !== undefined) await page.context().addCookies(sessions[as]);
  const answer = await page.goto(path);
  if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}.`);
  await loadPictures(page);
  await act?.(page);
  const file = join(images, `${name}-${look.colorScheme}${suffix}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  const { size } = await stat(file);
  if (size > largestBytes) throw new Error(`${file} has ${size} bytes; at most ${largestBytes} are wanted.`);
  console.log(`${file} ${Math.round(size / 1_000)} kB`);
}

async function loadPictures(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
