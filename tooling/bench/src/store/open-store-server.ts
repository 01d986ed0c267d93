import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, startSystem } from '@minimart/launcher';

const store = fileURLToPath(new URL('../../../../apps/store/', import.meta.url));
// Below the store, so that it finds the same packages; out of the way of everything that looks for sources there.
const copy = join(store, 'test-results/bench-store');
const copied = ['src', 'static', 'package.json', 'tsconfig.json', 'vite.config.ts'];

const trivialPage = '<svelte:head><title>Trivial</title></svelte:head>\n<h1>Hello</h1>\n';

/** A store that serves one trivial page besides its own. */
export interface StoreServer extends AsyncDisposable {
  /** Where the store itself listens, with no door in front. */
  url: string;
  trivialPath: string;
  /** What it is made of. */
  versions: string;
}

/** Builds the store with a trivial page added, and runs it before a real API with the demo in it. */
export async function openStoreServer(tell: (line: string) => void): Promise<StoreServer> {
  tell('store: builds a copy of the store with a trivial page');
  await buildCopy();
  tell('store: starts a system with the demo');
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-bench-store-'));
  await chmod(dataDir, 0o711); // under root, PostgreSQL runs as another user, who must be able to enter
  const system = await startSystem({ dataDir, env: { MINIMART_SEED: 'demo', MINIMART_SEARCH_LIMIT: 'off' } });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const apiUrl = `http://127.0.0.1:${await apiPort(dataDir)}`;
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    ORIGIN: url,
    API_URL: apiUrl,
  };
  const child = spawn(process.execPath, ['build/index.js'], { cwd: copy, env, stdio: 'inherit' });
  const exited = once(child, 'exit');
  await untilReady(`${url}/trivial`);
  return {
    url,
    trivialPath: '/trivial',
    versions: await versionsOf(),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
      await system.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
      await rm(copy, { recursive: true, force: true });
    },
  };
}

async function buildCopy(): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const name of copied) await cp(join(store, name), join(copy, name), { recursive: true });
  await mkdir(join(copy, 'src/routes/trivial'));
  await writeFile(join(copy, 'src/routes/trivial/+page.svelte'), trivialPage);
  const vite = join(store, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: copy, maxBuffer: 2 ** 26 });
}

/** The port that the API has said in its log that it listens on. */
async function apiPort(dataDir: string): Promise<number> {
  const log = await readFile(join(dataDir, 'logs/api.log'), 'utf8');
  const [said] = log
    .split('\n')
    .filter((line) => line.includes('the api runs'))
    .slice(-1);
  const { port } = JSON.parse(said ?? '{}') as { port?: number };
  if (port === undefined) throw new Error('The API has not said in its log where it listens.');
  return port;
}

async function untilReady(address: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const isReady = await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer.`);
}

async function versionsOf(): Promise<string> {
  const names = ['@sveltejs/kit', '@sveltejs/adapter-node', 'svelte'];
  const versions = names.map(async (name) => {
    const text = await readFile(join(store, 'node_modules', name, 'package.json'), 'utf8');
    return `${name} ${(JSON.parse(text) as { version: string }).version}`;
  });
  return (await Promise.all(versions)).join(', ');
}
