import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOrm, migrate } from '@minimart/database';
import { startPostgres, type PostgresServer } from '@minimart/postgres-server';
import pg from 'pg';
import { allTables } from '../compose.ts';

/** Two real servers: what is committed on the primary streams to the replica. */
export interface ReplicaPair extends AsyncDisposable {
  primaryUrl: string;
  replicaUrl: string;
  /** Resolves once the replica has all that was committed on the primary when this was called. */
  caughtUp(): Promise<void>;
  /** Holds the replica where it is, or lets it go on. */
  hold(isHeld: boolean): Promise<void>;
  stopReplica(): Promise<void>;
}

const quick = ['fsync=off', 'full_page_writes=off', 'autovacuum=off'];

/** Starts them with our tables, migrated; the replica begins as a copy of the stopped primary. */
export async function startReplicaPair(): Promise<ReplicaPair> {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-replica-'));
  await chmod(folder, 0o711); // PostgreSQL may run as another user, who must be able to enter
  const [primaryDir, replicaDir] = [join(folder, 'primary'), join(folder, 'replica')];
  const running: PostgresServer[] = [];
  const start = async (dataDir: string, settings: string[]) => {
    const server = await startPostgres({ dataDir, settings: [...quick, ...settings] });
    running.push(server);
    return server;
  };
  const first = await start(primaryDir, []);
  await migrateAll(first.url);
  await first.stop();
  const copy = promisify(execFile);
  await copy('cp', ['-a', primaryDir, replicaDir]);
  const cluster = join(replicaDir, 'cluster');
  // As an existing file, so that it has the owner of the others.
  await copy('cp', ['-a', join(cluster, 'PG_VERSION'), join(cluster, 'standby.signal')]);
  const primary = await start(primaryDir, []);
  const { username, password } = new URL(primary.url);
  const way = `host=127.0.0.1 port=${primary.port} user=${username} password=${decodeURIComponent(password)}`;
  const replica = await start(replicaDir, [`primary_conninfo=${way}`]);
  return {
    primaryUrl: primary.url,
    replicaUrl: replica.url,
    async caughtUp() {
      const [{ lsn }] = await query(primary.url, 'select pg_current_wal_lsn() as lsn');
      for (const deadline = Date.now() + 20_000; Date.now() < deadline; await wait(20)) {
        const [{ done }] = await query(replica.url, 'select pg_last_wal_replay_lsn() >= $1::pg_lsn as done', [lsn]);
        if (done === true) return;
      }
      throw new Error('The replica did not catch up within 20 s.');
    },
    async hold(isHeld) {
      if (!isHeld) return void (await query(replica.url, 'select pg_wal_replay_resume()'));
      await query(replica.url, 'select pg_wal_replay_pause()');
      for (const deadline = Date.now() + 5_000; Date.now() < deadline; await wait(20)) {
        const [{ state }] = await query(replica.url, 'select pg_get_wal_replay_pause_state() as state');
        if (state === 'paused') return;
      }
      throw new Error('The replica did not hold within 5 s.');
    },
    stopReplica: () => replica.stop(),
    async [Symbol.asyncDispose]() {
      for (const server of running.toReversed()) await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function migrateAll(url: string): Promise<void> {
  const orm = await createOrm({ url, tables: [...allTables] });
  await migrate(orm).finally(() => orm.close(true));
}

async function query(url: string, text: string, values: unknown[] = []): Promise<[Record<string, unknown>]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as [Record<string, unknown>];
  } finally {
    await client.end();
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
