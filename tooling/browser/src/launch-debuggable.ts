import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromiumArguments, findChromiumEnvironment } from './chromium-arguments.ts';

/** A browser that other tools drive by the DevTools protocol. */
export interface DebuggableBrowser extends AsyncDisposable {
  /** Where it listens on 127.0.0.1. */
  port: number;
}

const patienceMs = 30_000;

/** Starts a headless Chromium with a fresh profile that reaches this machine only, and listens for tools; `await using` ends it. */
export async function launchDebuggable(): Promise<DebuggableBrowser> {
  const { executablePath, env } = await findChromiumEnvironment();
  const profile = await mkdtemp(join(tmpdir(), 'minimart-browser-'));
  const args = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-first-run'];
  const child = spawn(executablePath, [...args, '--no-sandbox', ...chromiumArguments(), 'about:blank'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(timer);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { port: await readPort(child.stderr), [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The port that it says it listens on; the rest of what it says is read away, so that it never waits for a reader. */
function readPort(output: NodeJS.ReadableStream): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const timer = setTimeout(() => reject(new Error(`Chromium does not listen:\n${said.join('\n')}`)), patienceMs);
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      if (said.length < 20) said.push(line);
      const [, port] = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line) ?? [];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    lines.on('close', () => {
      clearTimeout(timer);
      reject(new Error(`Chromium ended:\n${said.join('\n')}`));
    });
  });
}
