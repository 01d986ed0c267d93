import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort } from '@minimart/postgres-server';
import { lockBuild } from '@minimart/launcher';
import { layOut } from '@minimart/production';
import { createReceiver } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import { startSystem, type RunningRole, type TestSystem } from './testing/start-system.ts';

// As the Containerfile does it: built by `pnpm build`, laid out, read-only, run by plain Node.js as somebody without rights.
const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobody = isRoot ? { uid: 65_532, gid: 65_532 } : {};

let folder: string;
let app: string;
let system: TestSystem;
let api: RunningRole;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minimart-production-'));
  await chmod(folder, 0o755);
  app = join(folder, 'app');
  const data = join(folder, 'data');
  // Other tests may build the store, or copy what was built.
  const lock = await lockBuild(projectRoot, new AbortController().signal);
  try {
    await promisify(execFile)('pnpm', ['build', '--filter=@minimart/api', '--filter=@minimart/store'], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: 'production' },
      maxBuffer: 1e8,
    });
    await layOut(projectRoot, app);
  } finally {
    lock.release();
  }
  await mkdir(data);
  if (isRoot) await chown(data, 65_532, 65_532);
  await makeReadOnly(app);
  const env = { MINIMART_DATA_DIR: data, MINIMART_OPS_PORT: '0', NODE_OPTIONS: '--no-experimental-strip-types' };
  system = await startSystem(env, join(app, 'api/main.js'), { ...nobody, cwd: '/' });
  api = await system.start('api');
}, 600_000);
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await promisify(execFile)('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true, force: true });
});

async function makeReadOnly(path: string): Promise<void> {
  const { isDirectory } = await lstat(path).then((found) => ({ isDirectory: found.isDirectory() }));
  if (isDirectory) for (const name of await readdir(path)) await makeReadOnly(join(path, name));
  await chmod(path, isDirectory ? 0o555 : 0o444);
}

test('the bundle serves: documents, pictures made in a process of their own, an install, its delivery, a platform call', async () => {
  const owner = await system.person('owner');
  const developer = await system.person('developer');
  const workspaceId = await system.workspace({ owner });
  await system.bot(workspaceId);
  for (const path of [
    '/openapi.json',
    '/docs',
    '/docs/reader.js',
    '/errors/unknown-scope',
    '/v1/apps',
    '/health/ready',
  ])
    expect((await fetch(api.url + path)).status, path).toBe(200);

  const dispatcher = await system.start('dispatcher');
  expect(await (await fetch(`${dispatcher.url}/health/ready`)).json()).toEqual({ status: 'ok' });
  await using receiver = await createReceiver();
  await publishApp(api.url, developer, exampleManifest(receiver.url, { slug: 'bundled' }));
  const picture = await fetch(`${api.url}/v1/developer/assets?use=logo`, {
    method: 'POST',
    headers: { authorization: `Bearer ${developer.token}`, 'content-type': 'image/png' },
    body: await squarePicture(),
  });
  expect(picture.status, await picture.text()).toBe(201);
  expect((await fetch(`${api.url}/assets/social/bundled.png`)).status).toBeLessThan(500);

  const body = { app: 'bundled', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x', list: 'y' } };
  const installations = `${api.url}/v1/workspaces/${workspaceId}/installations`;
  const { body: made } = await call(installations, { method: 'POST', token: owner.token, body });
  await vi.waitFor(
    async () => expect((await call(`${installations}/${made.id}`, { token: owner.token })).body.status).toBe('active'),
    60_000,
  );
  const key = /mm_live_[A-Za-z0-9]{38}/.exec(receiver.requests[0]!.body)![0];
  expect((await call(`${api.url}/api/flow/tags`, { token: key })).body).toMatchObject({ data: [{ name: 'VIP' }] });
  expect(await dispatcher.stop()).toBe(0);
});

test('the store serves pages from the bundle, and ends well', async () => {
  const [port, opsPort] = [await findFreePort(), await findFreePort()];
  const child = spawn(process.execPath, [join(app, 'store/index.js')], {
    cwd: '/',
    ...nobody,
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      MINIMART_OPS_PORT: String(opsPort),
      API_URL: api.url,
      ORIGIN: 'http://store.test',
      NODE_OPTIONS: '--no-experimental-strip-types',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const closed = once(child, 'close');
  await vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${opsPort}/health/ready`)).status).toBe(200),
    60_000,
  );
  const page = await fetch(`http://127.0.0.1:${port}/apps/bundled`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Tag Sync')]);
  await fetch(`http://127.0.0.1:${port}/apps/bundled`);
  const metrics = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
  expect(metrics).toMatch(/^minimart_store_pages_total\{from="kept"\} [1-9]/m);
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
});

test('operators’ commands run from the bundle: a backup is made and checked, and the doctor looks at everything', async () => {
  const minimart = (...typed: string[]) =>
    promisify(execFile)(process.execPath, [join(app, 'api/minimart.js'), ...typed], {
      cwd: '/',
      ...nobody,
      env: { ...system.environment, NODE_OPTIONS: '--no-experimental-strip-types' },
    }).catch(({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }));
  const backup = join(folder, 'data', 'backup');
  expect(await minimart('backup', backup)).toMatchObject({ stdout: expect.stringContaining('The backup is in') });
  expect(await minimart('backup', backup, '--check')).toMatchObject({ stdout: expect.stringContaining('is whole') });
  const { stdout } = await minimart('doctor', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ skipped: [] });
});

test('the bundle holds no source, no test and no link', async () => {
  const { stdout } = await promisify(execFile)(
    'find',
    [
      app,
      '(',
      '-type',
      'l',
      '-o',
      '-name',
      '*.ts',
      '-o',
      '-name',
      '*.test.*',
      '-o',
      '-name',
      '.env*',
      ')',
      '-not',
      '-path',
      '*/node_modules/*',
    ],
    { maxBuffer: 1e8 },
  );
  expect(stdout).toBe('');
});

/** 64 × 64 pixels of one colour, as a PNG. */
async function squarePicture(): Promise<Buffer<ArrayBuffer>> {
  const { default: sharp } = await import('sharp');
  const picture = sharp({ create: { width: 512, height: 512, channels: 3, background: '#336699' } });
  return Buffer.from(await picture.png().toBuffer());
}
