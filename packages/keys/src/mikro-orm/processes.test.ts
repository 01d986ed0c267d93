import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createTestDatabase } from '@minimart/test-kit';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { createKeyService, createKeyVerifier } from '../index.ts';
import { createKeyStore, createPreparedKeyReader, keysTables } from './index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view'] };

async function setUp() {
  const db = await createTestDatabase(keysTables);
  const pool = new Pool({ connectionString: db.url, max: 2 });
  pool.on('error', () => {}); // the database is dropped while the last connection says goodbye
  const children: ChildProcess[] = [];
  return {
    db,
    verify: createKeyVerifier({ reader: createPreparedKeyReader(pool) }).verify,
    keys: createKeyService({ store: createKeyStore(db.em()) }),
    run(file: string, ...args: string[]) {
      const child = fork(new URL(file, import.meta.url), args, { env: { ...process.env, DATABASE_URL: db.url } });
      children.push(child);
      return child;
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill('SIGKILL');
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

test('a revocation, a pause and an overlap that ends are seen by three other processes, each by itself', async () => {
  await using world = await setUp();
  const processes = [1, 2, 3].map(() => world.run('verifying-process.fixture.ts'));
  await Promise.all(processes.map((each) => once(each, 'message')));
  const stands = async (plain: string, expected: string, change: () => unknown) => {
    const seen = processes.map(
      (each) =>
        new Promise<void>((resolve) => {
          const hear = (told: { plain: string; stands: string }) => {
            if (told.plain !== plain || told.stands !== expected) return;
            each.off('message', hear);
            resolve();
          };
          each.on('message', hear);
        }),
    );
    await change();
    await Promise.all(seen);
  };
  const { plain } = await world.keys.mint(wanted);
  await stands(plain, 'good', () => processes.forEach((each) => each.send(plain)));
  await stands(plain, 'disabled', () => world.keys.setDisabled('ins_one', true));
  await stands(plain, 'good', () => world.keys.setDisabled('ins_one', false));
  await stands(plain, 'expired', () => world.keys.rotate({ subject: 'ins_one', overlapMs: 300 }));
  const last = await world.keys.mint({ ...wanted, subject: 'ins_two' });
  await stands(last.plain, 'good', () => processes.forEach((each) => each.send(last.plain)));
  await stands(last.plain, 'revoked', () => world.keys.revokeBySubject('ins_two', 'uninstalled'));
});

test.each([
  ['mint', 'before', { former: 'good', fresh: 'unknown' }],
  ['mint', 'after', { former: 'good', fresh: 'good' }],
  ['rotate', 'before', { former: 'good', fresh: 'unknown' }],
  ['rotate', 'after', { former: 'revoked', fresh: 'good' }],
  ['revoke', 'before', { former: 'good', fresh: undefined }],
  ['revoke', 'after', { former: 'revoked', fresh: undefined }],
])('kill -9 in a process that is to %s, %s the commit: all of it or nothing', async (change, moment, expected) => {
  await using world = await setUp();
  const { plain } = await world.keys.mint(wanted);
  const doomed = world.run('doomed-process.fixture.ts', change, moment);
  const [[fresh], [, signal]] = await Promise.all([once(doomed, 'message'), once(doomed, 'exit')]);
  expect(signal).toBe('SIGKILL');
  const how = async (key: string) => {
    const result = await world.verify(key);
    return result.ok ? 'good' : result.reason;
  };
  expect({ former: await how(plain), fresh: fresh === '' ? undefined : await how(fresh as string) }).toEqual(expected);
});

test('twenty rotations at once, each in a transaction of its own, leave one key without an end', async () => {
  await using world = await setUp();
  await world.keys.mint(wanted);
  await Promise.all(
    Array.from({ length: 20 }, () =>
      world.db
        .em()
        .transactional((em) =>
          createKeyService({ store: createKeyStore(em) }).rotate({ subject: 'ins_one', overlapMs: 60_000 }),
        ),
    ),
  );
  const keys = await world.keys.keysOf(['ins_one']);
  expect(keys).toHaveLength(21);
  expect(keys.filter(({ overlapEndsAt, revokedAt }) => overlapEndsAt === null && revokedAt === null)).toHaveLength(1);
  expect(new Set(keys.map(({ replacedBy }) => replacedBy)).size).toBe(21);
});

test('nobody changes the history: not in SQL, not the owner of the table', async () => {
  await using world = await setUp();
  await world.keys.mint(wanted);
  for (const sql of [
    `update keys.audit_log set actor = 'x'`,
    'delete from keys.audit_log',
    'truncate keys.audit_log',
  ]) {
    await expect(world.db.em().execute(sql)).rejects.toThrow('append-only');
  }
  expect(await world.keys.historyOf('ins_one')).toHaveLength(1);
});
