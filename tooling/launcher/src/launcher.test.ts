import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { identifyProcess } from './process-identity.ts';
import { startSystem } from './start-system.ts';

const main = fileURLToPath(new URL('testing/fake-launcher.ts', import.meta.url));
const settings = { DATABASE_URL: 'postgresql://minimart:pw@127.0.0.1:5432/minimart' };
let folder: string;
let count = 0;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'minimart-launcher-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const newDataDir = () => join(folder, String(++count));
const start = (dataDir = newDataDir(), env = {}) => startSystem({ main, dataDir, env: { ...settings, ...env } });
const startRefused = async (dataDir = newDataDir(), env = {}): Promise<string> => {
  const result = await start(dataDir, env).catch((error: Error) => error.message);
  if (typeof result === 'string') return result;
  await result.end('SIGTERM');
  throw new Error('It started.');
};

async function recordedPids(dataDir: string): Promise<number[]> {
  const record = JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8')) as { children: { pid: number }[] };
  return record.children.map(({ pid }) => pid);
}

const isGone = async (pid: number) => (await identifyProcess(pid)) === undefined;
const untilGone = (pids: number[]) =>
  vi.waitUntil(async () => (await Promise.all(pids.map(isGone))).every(Boolean), { timeout: 30_000, interval: 50 });

describe('pnpm start', () => {
  it('serves the store and the API under one origin and prints addresses and sign-ins, no token', async () => {
    await using system = await start();
    expect(await (await fetch(`${system.baseUrl}/v1/me`)).json()).toHaveProperty('pid');
    expect(await (await fetch(system.baseUrl)).text()).toMatch(/^store with http:\/\/127\.0\.0\.1:\d+$/);
    await vi.waitUntil(() => system.output().includes('Ctrl-C stops everything'), 10_000);
    expect(system.output()).toContain(`${system.baseUrl}/docs`);
    expect(system.output()).toContain('owner@example.com');
    expect(system.output()).toContain('open sesame');
    expect(system.output()).not.toContain('mm_pat_');
  });

  it('keeps its secrets readable by its owner only, and the same at the next start', async () => {
    const dataDir = newDataDir();
    const path = join(dataDir, 'secrets.json');
    await (await start(dataDir)).end('SIGTERM');
    const first = await readFile(path, 'utf8');
    await (await start(dataDir)).end('SIGTERM');
    expect(await readFile(path, 'utf8')).toBe(first);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('stops the API before the dispatcher and leaves no process', async () => {
    const system = await start();
    const pids = await recordedPids(system.dataDir);
    expect(pids).toHaveLength(4);
    expect(await system.end('SIGINT')).toBe(0);
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true, true, true]);
    const events = await readFile(join(system.dataDir, 'events.txt'), 'utf8');
    expect(events.match(/\w+ stopped/g)).toEqual(['api stopped', 'dispatcher stopped']);
  });

  it('says that the port is taken and how to choose another, before any long work', async () => {
    await using taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const dataDir = newDataDir();
    const message = await startRefused(dataDir, { PORT: String(port) });
    expect(message).toContain(`Port ${port} is taken by another program.`);
    expect(message).toContain('PORT=');
    await expect(stat(join(dataDir, 'events.txt'))).rejects.toThrow('ENOENT');
  });

  it('refuses a second start on the same data while the first one runs', async () => {
    await using system = await start();
    const message = await startRefused(system.dataDir);
    expect(message).toContain(`Another Minimart (process ${system.pid}) is running on ${system.dataDir}.`);
    expect(message).toContain('MINIMART_DATA_DIR=');
    expect((await fetch(`${system.baseUrl}/v1/me`)).status).toBe(200);
  });

  it('lets exactly one of two simultaneous starts through', async () => {
    const dataDir = newDataDir();
    const results = await Promise.allSettled([start(dataDir), start(dataDir)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const result of results) if (result.status === 'fulfilled') await result.value.end('SIGTERM');
  });

  it('starts again after kill -9, and its former children end by themselves', async () => {
    const first = await start();
    const pids = await recordedPids(first.dataDir);
    await first.end('SIGKILL');
    await using second = await start(first.dataDir);
    await untilGone(pids);
    expect((await fetch(`${second.baseUrl}/v1/me`)).status).toBe(200);
  });

  it('ends at once on a second signal', async () => {
    const system = await start();
    const pids = await recordedPids(system.dataDir);
    for (const pid of pids) process.kill(pid, 'SIGSTOP'); // none of them can stop in an orderly way
    const ended = system.end('SIGINT');
    await vi.waitUntil(() => system.output().includes('Stopping'), 10_000);
    await sleep(500); // at once, it would count as the same Ctrl-C passed on
    expect(await system.end('SIGINT')).toBe(130);
    await ended;
    await untilGone(pids);
  });

  it('starts a program that dies again, on the address that the others know, and says so', async () => {
    await using system = await start();
    const pidOf = async () => ((await (await fetch(`${system.baseUrl}/v1/me`)).json()) as { pid: number }).pid;
    const before = await pidOf();
    const store = await (await fetch(system.baseUrl)).text();
    await fetch(`${system.baseUrl}/v1/die`);
    await vi.waitUntil(() => system.output().includes('api is back.'), { timeout: 30_000 });
    expect(system.output()).toContain('api ended (exit code 3); starting it again in 0.5 s.');
    expect(await pidOf()).not.toBe(before);
    expect(store).toContain(':');
    expect(await (await fetch(system.baseUrl)).text()).toBe(store);
  });

  it('holds a program to its share of the memory, and starts one again that needs more', async () => {
    await using system = await start();
    const ask = async () => (await (await fetch(`${system.baseUrl}/v1/me`)).json()) as { pid: number; heapMb: number };
    const first = await ask();
    expect(first.heapMb).toBeGreaterThan(700);
    expect(first.heapMb).toBeLessThan(1_000);
    await fetch(`${system.baseUrl}/v1/devour`).catch(() => {});
    await vi.waitUntil(
      () =>
        ask()
          .then(({ pid }) => pid !== first.pid)
          .catch(() => false),
      { timeout: 30_000 },
    );
    await vi.waitUntil(() => system.output().includes('api ended (SIGABRT); starting it again'), 10_000);
  });

  it('shows why a step failed and leaves nothing running', async () => {
    const dataDir = newDataDir();
    const message = await startRefused(dataDir, { MINIMART_FAKE_MIGRATION: 'broken' });
    expect(message).toContain('The step "migrate" failed (exit code 1).');
    expect(message).toContain('column "colour" does not exist');
    expect(await recordedPids(dataDir)).toEqual([]);
  });

  it('leaves nothing running when it is stopped while the database starts', async () => {
    await chmod(folder, 0o711); // PostgreSQL runs as somebody else where the tests run as root
    const dataDir = newDataDir();
    const env = { ...process.env, DATABASE_URL: '', PORT: '0', MINIMART_DATA_DIR: dataDir };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('creating the database cluster')) child.kill('SIGINT');
    });
    expect(await closed).toEqual([0, null]);
    const { stdout } = await promisify(execFile)('ps', ['-Ao', 'args']);
    expect(stdout).not.toContain(dataDir);
  });

  it('starts without the demo when told so', async () => {
    await using system = await start(newDataDir(), { MINIMART_SEED: 'none' });
    await sleep(50);
    expect(await readFile(join(system.dataDir, 'events.txt'), 'utf8')).not.toContain('seed');
    expect(await recordedPids(system.dataDir)).toHaveLength(3);
  });

  it('says which servers of this machine a demo reaches that others can reach, and how to allow more', async () => {
    await using own = await start();
    await using open = await start(newDataDir(), { HOST: '0.0.0.0' });
    await vi.waitUntil(() => [own, open].every((system) => system.output().includes('Ctrl-C stops everything')));
    expect(open.output()).toContain('MINIMART_EGRESS_ALLOW=127.0.0.1:4000');
    expect(own.output()).not.toContain('MINIMART_EGRESS_ALLOW');
  });

  it('tells all mistaken settings in one message', async () => {
    const message = await startRefused(newDataDir(), { PORT: 'many', MINIMART_SEED: 'all' });
    expect(message).toMatch(/PORT must be .*\n.*MINIMART_SEED must be/);
  });

  it('never replaces damaged secrets', async () => {
    const dataDir = newDataDir();
    await (await start(dataDir)).end('SIGTERM');
    await writeFile(join(dataDir, 'secrets.json'), '{');
    expect(await startRefused(dataDir)).toContain('is damaged');
  });
});
