import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { endLeftover } from './end-leftover.ts';
import { findFreePort } from './find-free-port.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { prepareHome } from './prepare-home.ts';
import { stopProcess } from './stop-process.ts';

/** Where the server keeps its files, and what differs from a durable default. */
export interface StartPostgresOptions {
  /** A folder of its own; made if absent. */
  dataDir: string;
  /** TCP port on 127.0.0.1; a free one without it. */
  port?: number;
  /** Extra server settings, `name=value`. */
  settings?: readonly string[];
  /** Told in one line what is being done. */
  log?: (line: string) => void;
}

/** A running PostgreSQL 18. The URLs hold the superuser's password: keep them out of logs. */
export interface PostgresServer {
  /** Database `minimart`, made if absent. */
  url: string;
  /** Database `postgres`, for making and dropping others. */
  adminUrl: string;
  port: number;
  pid: number;
  /** Resolves when it has ended, however that came. */
  ended: Promise<void>;
  /** Fast shutdown; every client is disconnected, committed data is safe. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 from npm binaries, as root (then as an unprivileged user) or as anybody. A server that a crash left
 * running on the same data is ended first. Throws with the end of the server's log when it does not come up in a minute.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<PostgresServer> {
  const { log = () => {} } = options;
  const home = await prepareHome(options.dataDir, log);
  const password = await initialiseCluster(home, log);
  await endLeftover(home.cluster, log);
  const port = options.port ?? (await findFreePort());
  const logPath = join(home.root, 'server.log');
  const child = await launch(home, { port, logPath, settings: options.settings ?? [] });
  const urlOf = (database: string) => `postgresql://minimart:${password}@127.0.0.1:${port}/${database}`;
  try {
    await untilReady(urlOf('postgres'), child, logPath);
    await ensureDatabase(urlOf('postgres'), 'minimart');
  } catch (error) {
    await stopProcess(child.pid, 'SIGQUIT', 5_000);
    throw error;
  }
  const stop = () => stopProcess(child.pid, 'SIGINT', 20_000);
  return { url: urlOf('minimart'), adminUrl: urlOf('postgres'), port, pid: child.pid, ended: child.ended, stop };
}

interface Child {
  pid: number;
  ended: Promise<void>;
  exited: () => boolean;
}

async function launch(
  home: Awaited<ReturnType<typeof prepareHome>>,
  { port, logPath, settings }: { port: number; logPath: string; settings: readonly string[] },
): Promise<Child> {
  await mkdir(home.root, { recursive: true });
  const logFile = await open(logPath, 'w', 0o600);
  const fixed = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const flags = [...fixed, ...settings].flatMap((setting) => ['-c', setting]);
  // A process group of its own: Ctrl-C in the terminal must reach the programs that use the database first.
  const child = spawn(home.binaries.postgres, ['-D', home.cluster, ...flags], {
    ...home.runAs,
    cwd: home.cluster,
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  await logFile.close();
  child.unref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { ended, pid: child.pid!, exited: () => child.exitCode !== null || child.signalCode !== null };
}

async function untilReady(url: string, child: Child, logPath: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !child.exited()) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {}); // a server still starting may cut the line; the next round asks again
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const file = await open(logPath);
  const lines = (await file.readFile('utf8')).trimEnd().split('\n');
  await file.close();
  throw new Error(`PostgreSQL did not start. The end of ${logPath}:\n${lines.slice(-12).join('\n')}`);
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
