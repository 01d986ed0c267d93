// `pnpm screenshots`: takes the pictures of docs/images from the system that runs on MINIMART_DATA_DIR (where it installs some apps for
// the demo's owner), or from a fresh one.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, openPage } from '@minimart/browser';
import type { Demo } from '@minimart/launcher';
import type { Browser, Page } from 'playwright-core';
import { createApiClient } from '@minimart/api-client';
import { findOrStartSystem } from './kit/find-or-start-system.ts';
import { installDemoApps } from './kit/install-demo-apps.ts';
import { signIn } from './kit/sign-in.ts';

type Account = Record<'email' | 'password' | 'token' | 'workspaceId', string>;

/** One page to take, by the name its files begin with. */
interface Scene {
  name: string;
  path: string;
  signedIn: boolean;
}

const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const largestBytes = 400_000;
const devices = [
  { suffix: '', viewport: { width: 1280, height: 1120 }, deviceScaleFactor: 1 },
  { suffix: '-phone', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

await mkdir(images, { recursive: true });
await using system = await findOrStartSystem();
const owner = ownerOf(system.demo);
const api = createApiClient({ baseUrl: system.demo.baseUrl, token: owner.token });
await installDemoApps(api, owner.workspaceId);
await using chromium = await launchBrowser();
const session = await signIn(system.demo.baseUrl, owner);
const scenes: Scene[] = [
  { name: 'store', path: '/', signedIn: false },
  { name: 'listing', path: '/apps/tag-sync', signedIn: false },
  { name: 'consent', path: `/apps/table-time/install?workspace=${owner.workspaceId}`, signedIn: true },
  { name: 'installed', path: `/workspaces/${owner.workspaceId}/apps`, signedIn: true },
  { name: 'key', path: await keyPath(), signedIn: true },
  { name: 'bot', path: `/workspaces/${owner.workspaceId}/bot`, signedIn: true },
];
for (const scene of scenes)
  for (const colorScheme of ['light', 'dark'] as const)
    for (const device of devices) await take(chromium, scene, { colorScheme, ...device });

type Look = (typeof devices)[number] & { colorScheme: 'light' | 'dark' };

async function take(browser: Browser, { name, path, signedIn }: Scene, { suffix, ...look }: Look): Promise<void> {
  await using visit = await openPage(browser, { origin: system.demo.baseUrl, ...look });
  const { page } = visit;
  if (signedIn) await page.context().addCookies(session);
  const answer = await page.goto(path);
  if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}.`);
  await loadPictures(page);
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

/** The page of a key that was replaced a moment ago, so that it has something to tell. */
async function keyPath(): Promise<string> {
  const { workspaceId } = owner;
  const { data } = await api.GET('/v1/workspaces/{workspaceId}/installations', { params: { path: { workspaceId } } });
  const installation = data?.items.find(({ app, status }) => app.slug === 'tag-sync' && status === 'active');
  if (installation === undefined) throw new Error('Tag Sync is not installed.');
  await api.POST('/v1/workspaces/{workspaceId}/installations/{installationId}/rotate-key', {
    params: { path: { workspaceId, installationId: installation.id } },
    body: { overlapHours: 24 },
  });
  return `/workspaces/${workspaceId}/apps/${installation.id}/key`;
}

function ownerOf({ accounts }: Demo): Account {
  const { email, password, token, workspaceId } = accounts['owner'] ?? {};
  if (!email || !password || !token || !workspaceId) throw new Error('demo.json has no owner.');
  return { email, password, token, workspaceId };
}
