// `pnpm screenshots`: takes the pictures of docs/images from the system that runs on MINIMART_DATA_DIR (where it installs some apps for
// the demo's owner), or from a fresh one.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, openPage } from '@minimart/browser';
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
  as?: 'owner' | 'developer';
}

const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const largestBytes = 400_000;
const devices = [
  { suffix: '', viewport: { width: 1280, height: 1120 }, deviceScaleFactor: 1 },
  { suffix: '-phone', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

await mkdir(images, { recursive: true });
await using system = await findOrStartSystem();
const [owner, otherOwner] = [accountOf('owner'), accountOf('otherOwner')];
const api = createApiClient({ baseUrl: system.demo.baseUrl, token: owner.token });
await installDemoApps(api, owner.workspaceId);
await using chromium = await launchBrowser();
const sessions = {
  owner: await signIn(system.demo.baseUrl, owner),
  developer: await signIn(system.demo.baseUrl, accountOf('developer')),
};
const scenes: Scene[] = [
  { name: 'store', path: '/' },
  { name: 'listing', path: '/apps/tag-sync' },
  { name: 'consent', path: `/apps/table-time/install?workspace=${owner.workspaceId}`, as: 'owner' },
  { name: 'installed', path: `/workspaces/${owner.workspaceId}/apps`, as: 'owner' },
  { name: 'key', path: await keyPath(), as: 'owner' },
  { name: 'bot', path: `/workspaces/${owner.workspaceId}/bot`, as: 'owner' },
  { name: 'delivery', path: await refusedDeliveryPath(), as: 'developer' },
];
for (const scene of scenes)
  for (const colorScheme of ['light', 'dark'] as const)
    for (const device of devices) await take(chromium, scene, { colorScheme, ...device });

type Look = (typeof devices)[number] & { colorScheme: 'light' | 'dark' };

async function take(browser: Browser, { name, path, as }: Scene, { suffix, ...look }: Look): Promise<void> {
  await using visit = await openPage(browser, { origin: system.demo.baseUrl, ...look });
  const { page } = visit;
  if (as !== undefined) await page.context().addCookies(sessions[as]);
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

/** The page of a request that Tag Sync's server refused: in the demo it takes no token that begins with "wrong". */
async function refusedDeliveryPath(): Promise<string> {
  const { workspaceId, token } = otherOwner;
  const theirs = createApiClient({ baseUrl: system.demo.baseUrl, token });
  const developers = createApiClient({ baseUrl: system.demo.baseUrl, token: accountOf('developer').token });
  await theirs.POST('/v1/workspaces/{workspaceId}/installations', {
    params: { path: { workspaceId } },
    body: { app: 'tag-sync', scopes: await scopesOf('tag-sync'), authInputs: { crm_token: 'wrong', winner: 'crm' } },
  });
  const apps = await developers.GET('/v1/developer/apps');
  const appId = apps.data?.items.find(({ slug }) => slug === 'tag-sync')?.id ?? '';
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await new Promise((go) => setTimeout(go, 100))) {
    const { data } = await developers.GET('/v1/developer/apps/{appId}/deliveries', {
      params: { path: { appId }, query: { status: 'refused' } },
    });
    const refused = data?.items[0];
    if (refused !== undefined) return `/developer/apps/${appId}/deliveries/${refused.id}`;
  }
  throw new Error('Tag Sync refused no request in 15 s.');
}

async function scopesOf(slug: string): Promise<string[]> {
  const { data } = await api.GET('/v1/apps/{slug}', { params: { path: { slug } } });
  return data?.scopes.map(({ id }) => id) ?? [];
}

function accountOf(name: 'owner' | 'otherOwner' | 'developer'): Account {
  const { email, password, token, workspaceId = '' } = system.demo.accounts[name] ?? {};
  if (!email || !password || !token) throw new Error(`demo.json has no ${name}.`);
  return { email, password, token, workspaceId };
}
