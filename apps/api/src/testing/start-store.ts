import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@minimart/postgres-server';
import { prepareStore } from '@minimart/launcher';

/** The store as it is built, in a process of its own. */
export interface RunningStore extends AsyncDisposable {
  url: string;
  /** All that it wrote to standard output and standard error. */
  output(): string;
  /** SIGTERM: resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the store in front of an API, at the public origin that the API was told; builds it first where it is outdated, which takes a minute. */
export async function startStore(
  apiUrl: string,
  { origin, env = {} }: { origin: string; env?: Record<string, string> },
): Promise<RunningStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-store-'));
  const file = await prepareStore({
    projectRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
    dataDir,
    logFile: join(dataDir, 'build.log'),
    signal: new AbortController().signal,
  });
  const port = await findFreePort();
  const child = spawn(process.execPath, [file], {
    env: { ...env, PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), API_URL: apiUrl, ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([
    untilAnswered(url),
    closed.then(([code]) => Promise.reject(new Error(`The store ended with ${code}:\n${output}`))),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    return (await closed)[0];
  };
  return {
    url,
    output: () => output,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilAnswered(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/robots.txt`).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
