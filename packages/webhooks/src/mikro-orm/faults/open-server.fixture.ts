import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type PostgresServer } from '@minimart/postgres-server';
import pg from 'pg';
import { vi } from 'vitest';
import { patience } from './fault-process.fixture.ts';

/** A PostgreSQL of a test's own, to be broken. */
export interface FaultServer extends AsyncDisposable {
  url: string;
  /** As a crash leaves it: no client is told, nothing is written down any more. */
  crash(): Promise<void>;
  /** On the same data and port. */
  start(): Promise<void>;
  /** Stops all its processes in the middle of whatever they do; answers how to let them go on. */
  freeze(): Promise<() => void>;
}

// Written through to the operating system, which survives: a commit that was confirmed is there after the crash.
const settings = ['fsync=off', 'synchronous_commit=on', 'max_connections=30'];

/** Starts it in a folder that is removed with it. */
export async function openServer(): Promise<FaultServer> {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-faults-'));
  await chmod(folder, 0o711); // PostgreSQL may run as another user, who must be able to enter
  const dataDir = join(folder, 'postgres');
  let server: PostgresServer = await startPostgres({ dataDir, settings });
  const { port, url } = server;
  let thaw = () => {};
  return {
    url,
    async crash() {
      process.kill(server.pid, 'SIGQUIT');
      await vi.waitUntil(() => !isRunning(server.pid), patience);
    },
    async start() {
      server = await startPostgres({ dataDir, port, settings });
    },
    async freeze() {
      const pids = await processesOf(server);
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      thaw = () => {
        for (const pid of pids) if (isRunning(pid)) process.kill(pid, 'SIGCONT');
        thaw = () => {};
      };
      return () => thaw();
    },
    async [Symbol.asyncDispose]() {
      thaw();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function processesOf({ url, pid }: PostgresServer): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where pid <> pg_backend_pid()`,
  );
  await client.end();
  return [pid, ...rows.map((row) => row.pid)];
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
