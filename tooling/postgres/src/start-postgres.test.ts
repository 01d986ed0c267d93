import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { isRunning } from './stop-process.ts';
import { startPostgres } from './start-postgres.ts';

async function freshFolder(): Promise<string> {
  // mkdtemp makes it private (0700), so under root this also covers a clone that the postgres user cannot enter.
  const folder = await mkdtemp(join(tmpdir(), 'minimart-postgres-'));
  onTestFinished(async () => {
    const moved = await readFile(join(folder, 'postgres', 'MOVED.txt'), 'utf8').catch(() => '');
    if (moved !== '') await rm(moved.trim().split(' ').at(-1)!, { recursive: true });
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

async function query(url: string, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('a second start finds the data of the first', { timeout: 60_000 }, async () => {
  const dataDir = join(await freshFolder(), 'postgres');
  const first = await startPostgres({ dataDir });
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  const second = await startPostgres({ dataDir });
  onTestFinished(() => second.stop());
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect((await query(second.url, 'show server_version'))[0]!['server_version']).toMatch(/^18\./);
});

test(
  'kill -9 of the server, or a server left running, does not block the next start',
  { timeout: 60_000 },
  async () => {
    const dataDir = join(await freshFolder(), 'postgres');
    const killed = await startPostgres({ dataDir });
    await query(killed.url, 'create table kept as select 1 as one');
    process.kill(killed.pid, 'SIGKILL');
    const orphan = await startPostgres({ dataDir });
    const successor = await startPostgres({ dataDir });
    onTestFinished(() => successor.stop());
    expect(isRunning(orphan.pid)).toBe(false);
    expect(await query(successor.url, 'select one from kept')).toEqual([{ one: 1 }]);
  },
);

test('an initdb that was interrupted is begun again', { timeout: 60_000 }, async () => {
  const dataDir = join(await freshFolder(), 'postgres');
  await mkdir(join(dataDir, 'cluster.new'), { recursive: true });
  await writeFile(join(dataDir, 'cluster.new', 'PG_VERSION'), '18\n');
  const server = await startPostgres({ dataDir });
  onTestFinished(() => server.stop());
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});
