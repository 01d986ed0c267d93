import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDemoFile, type Demo } from './read-demo-file.ts';

/** A running Minimart with the demo in it. `stop` ends it only if it was started here. */
export interface System {
  demo: Demo;
  stop(): Promise<void>;
}

const launcher = fileURLToPath(new URL('../../launcher/src/main.ts', import.meta.url));
const startingMs = 180_000;

/** Takes the system that runs on MINIMART_DATA_DIR (`.data`), or starts one in a folder of its own. */
export async function findOrStartSystem(say: (line: string) => void): Promise<System> {
  const running = await readDemoFile(process.env['MINIMART_DATA_DIR'] ?? '.data');
  if (running !== undefined && (await isReady(running.baseUrl))) {
    say(`\n  Using the system at ${running.baseUrl}`);
    return { demo: running, stop: async () => {} };
  }
  say('\n  Nothing runs here, so a fresh system starts in a folder of its own.');
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-demo-'));
  await chmod(dataDir, 0o711); // under root, PostgreSQL runs as another user, who must be able to enter
  const { DATABASE_URL: _, ...env } = process.env;
  const settings = { MINIMART_DATA_DIR: dataDir, MINIMART_SEED: 'demo', PORT: String(await freePort()) };
  const child = spawn(process.execPath, [launcher], {
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = () => end(child, dataDir);
  try {
    return { demo: await untilReady(child, dataDir), stop };
  } catch (error) {
    await stop();
    throw new Error(`The system did not start:\n${output}`, { cause: error });
  }
}

async function untilReady(child: ChildProcess, dataDir: string): Promise<Demo> {
  const deadline = Date.now() + startingMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const demo = await readDemoFile(dataDir);
    if (demo !== undefined && (await isReady(demo.baseUrl))) return demo;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('It was not ready in time.');
}

async function isReady(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

async function end(child: ChildProcess, dataDir: string): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await gone;
  }
  await rm(dataDir, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
