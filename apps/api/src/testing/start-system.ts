import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createPlainTestDatabase } from '@minimart/test-kit';
import pino from 'pino';
import { inject } from 'vitest';
import { allTables, compose, type Services } from '../compose.ts';
import { readConfig } from '../config.ts';
import { plantPeople, type Planting } from './plant-people.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the processes of a test run keep the program compiled. */
    compileCache: string;
  }
}

/** A role that runs in a process of its own. */
export interface RunningRole {
  /** Where it listens; for the api only. */
  url: string;
  /** `kill -9`: resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM: resolves with the exit code when the process has finished what it was at. */
  stop(): Promise<number | null>;
}

/** The program as it is run in production, role by role, on a database with the tables of today. */
export interface TestSystem extends AsyncDisposable, Planting {
  databaseUrl: string;
  /** What its processes were told, secrets included. */
  environment: Readonly<Record<string, string>>;
  em: Services['em'];
  /** Starts a role in a process of its own, with more in its environment where that is given. */
  start(role: 'api' | 'dispatcher', env?: Record<string, string>): Promise<RunningRole>;
  /** `kill -9` for all that run. */
  killAll(): Promise<void>;
  /** SIGTERM for all that run: resolves when they have finished. */
  stopAll(): Promise<void>;
  /** All that its processes wrote to standard output and standard error. */
  output(): string;
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Makes the database; `env` changes the environment of all processes, `program` is another copy of the program, `as` in which folder and as whom it runs. */
export async function startSystem(
  env: Record<string, string> = {},
  program = main,
  as: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> = {},
): Promise<TestSystem> {
  const db = await createPlainTestDatabase(...allTables);
  const environment = { ...environmentFor(db.url), ...env };
  const children: ChildProcess[] = [];
  const chunks: string[] = [];
  const compiled = { NODE_COMPILE_CACHE: inject('compileCache') };
  const run = (role: string, more: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [program], {
      ...as,
      env: { ...compiled, ...environment, ...more, MINIMART_ROLE: role },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
    return child;
  };
  const output = () => chunks.join('');
  const services = await compose(readConfig({ ...environment, MINIMART_ROLE: 'api' }), pino({ level: 'silent' }));
  const killAll = async () => void (await Promise.all(children.map((child) => end(child, 'SIGKILL'))));
  return {
    ...plantPeople(services),
    killAll,
    stopAll: async () => void (await Promise.all(children.map((child) => end(child, 'SIGTERM')))),
    databaseUrl: db.url,
    environment,
    em: services.em,
    output,
    async start(role, more) {
      const child = run(role, more);
      const port = await readyPort(child, output);
      return {
        url: `http://127.0.0.1:${port}`,
        kill: async () => void (await end(child, 'SIGKILL')),
        stop: () => end(child, 'SIGTERM'),
      };
    },
    async [Symbol.asyncDispose]() {
      await killAll();
      await services.close();
      await db[Symbol.asyncDispose]();
    },
  };
}

function environmentFor(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    MINIMART_BASE_URL: 'http://store.test',
    MINIMART_AUTH_SECRET: randomBytes(32).toString('hex'),
    MINIMART_SEALING_KEYS: `test:${randomBytes(32).toString('base64')}`,
    MINIMART_EGRESS_ALLOW: '127.0.0.0/8',
    MINIMART_LOG_LEVEL: 'debug',
    MINIMART_SIGN_IN_LIMIT: 'off',
    MINIMART_KEY_RATE_LIMIT: 'off',
    MINIMART_BAD_KEY_LIMIT: 'off',
    // Longer than a busy machine lets a test's own server stand still.
    MINIMART_DELIVERY_TIMEOUT_MS: '3000',
    MINIMART_DELIVERY_LEASE_MS: '4500',
  };
}

/** The port of the message with which a role says that it runs. */
function readyPort(child: ChildProcess, output: () => string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number | null }).port));
    child.once('exit', (code) => reject(new Error(`The process ended with ${code}:\n${output()}`)));
  });
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
  return child.exitCode;
}
