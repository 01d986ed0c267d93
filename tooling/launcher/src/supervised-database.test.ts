import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { SupervisedDatabase } from './supervised-database.ts';

async function supervise(backoffMs: readonly number[]) {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-database-'));
  await chmod(folder, 0o711); // PostgreSQL may run as another user, who must be able to enter
  const said: string[] = [];
  const givenUp = Promise.withResolvers<void>();
  const database = new SupervisedDatabase({
    dataDir: join(folder, 'postgres'),
    say: (line) => said.push(line),
    log: () => {},
    onGivenUp: () => givenUp.resolve(),
    backoffMs,
    steadyAfterMs: 60_000,
  });
  return {
    database,
    said,
    givenUp: givenUp.promise,
    async [Symbol.asyncDispose]() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<{ n: number }>(text)).rows[0]?.n;
  } finally {
    await client.end().catch(() => {});
  }
}

test('a PostgreSQL that is killed comes back at the same address with all that was committed, and a stop is a stop', async () => {
  await using kept = await supervise([100, 500, 1_000, 2_000, 4_000]);
  const { url, pid } = await kept.database.start();
  await ask(url, 'create table kept (n int)');
  await ask(url, 'insert into kept values (7)');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => ask(url, 'select n from kept').catch(() => 'away'), { timeout: 30_000 }).toBe(7);
  expect(kept.said.at(0)).toContain('The database ended; starting it again in 0.1 s.');
  await expect.poll(() => kept.said.at(-1)).toBe('The database is back.');
  await kept.database.stop();
  await expect(ask(url, 'select 1 as n')).rejects.toThrow();
  expect(kept.said.at(-1)).toBe('The database is back.');
});

test('one that keeps ending is given up', async () => {
  await using kept = await supervise([]);
  const { pid } = await kept.database.start();
  process.kill(pid, 'SIGKILL');
  await kept.givenUp;
  expect(kept.said).toEqual([expect.stringContaining('given up after 0 restarts')]);
});
