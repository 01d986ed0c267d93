import { Pool } from 'pg';
import { expect, test, vi } from 'vitest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { createKeyService, createKeyVerifier } from '../index.ts';
import { describeKeyStore } from '../testing/index.ts';
import { createKeyStore, createPreparedKeyReader, keysTables } from './index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view', 'sub-flows:send'] };

async function setUp() {
  const db = await createTestDatabase(keysTables);
  const pool = new Pool({ connectionString: db.url, max: 2 });
  pool.on('error', () => {}); // the database is dropped while the last connection says goodbye
  const clock = createTestClock('2026-11-23T12:00:00.123Z');
  const { verify } = createKeyVerifier({ reader: createPreparedKeyReader(pool) });
  return {
    db,
    pool,
    verify,
    keys: createKeyService({ store: createKeyStore(db.em()), clock }),
    statements: vi.spyOn(pool, 'query'),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

describeKeyStore('PostgreSQL', async () => {
  const db = await createTestDatabase(keysTables);
  return { view: () => createKeyStore(db.em()), [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
});

describeKeyStore('PostgreSQL, read by the prepared statement', async () => {
  const opened = await setUp();
  const reader = createPreparedKeyReader(opened.pool);
  return {
    view: () => ({ ...createKeyStore(opened.db.em()), ...reader }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
});

test('the migration makes what the entities say', async () => {
  await using db = await createTestDatabase(keysTables);
  const sql = await db.orm.schema.getUpdateSchemaSQL({ schema: 'keys', wrap: false });
  // Triggers and the tables that statements alone use are the migrations' alone.
  const unmapped =
    /^drop (trigger|function|table) if exists .*(note_ending|note_removal|announce|append_only|refuse_change|rate_limits)/;
  expect(sql.split('\n').filter((line) => line !== '' && !unmapped.test(line))).toEqual([]);
});

test('a dump of the table contains no key, nor more of it than its showable ends', async () => {
  await using opened = await setUp();
  const { plain, key } = await opened.keys.mint(wanted);
  const { rows } = await opened.pool.query(`select entry::text as row from keys.api_keys as entry`);
  expect(rows).toHaveLength(1);
  expect(rows[0].row).toContain(key.hash.toString('hex'));
  for (const secret of [plain, plain.slice(8, 40), plain.slice(12, -4)]) {
    expect(rows[0].row).not.toContain(secret);
    expect(rows[0].row).not.toContain(Buffer.from(secret).toString('hex'));
    expect(rows[0].row).not.toContain(Buffer.from(secret).toString('base64'));
  }
});

test('a good key costs one prepared statement, a mistyped or malformed one none', async () => {
  await using opened = await setUp();
  const { plain } = await opened.keys.mint(wanted);
  expect(await opened.verify(plain)).toMatchObject({ ok: true, key: { scopes: wanted.scopes } });
  expect(opened.statements).toHaveBeenCalledTimes(1);
  for (const bad of [
    `${plain.slice(0, -1)}_`,
    plain.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
    `${plain}\0`,
    "' or true --",
  ]) {
    expect(await opened.verify(bad)).toMatchObject({ ok: false });
  }
  expect(opened.statements).toHaveBeenCalledTimes(1);
});

test('each connection prepares the statement once, by name, and finds by the index on the hash', async () => {
  await using opened = await setUp();
  await using alone = {
    pool: new Pool({ connectionString: opened.db.url, max: 1 }),
    [Symbol.asyncDispose]: async () => alone.pool.end(),
  };
  alone.pool.on('error', () => {}); // the database is dropped while the last connection says goodbye
  const reader = createPreparedKeyReader(alone.pool);
  const { key } = await opened.keys.mint(wanted);
  for (let call = 0; call < 3; call += 1)
    expect(await reader.findByHash(key.hash)).toMatchObject({
      key: { id: key.id, scopes: key.scopes },
      endsInMs: null,
    });
  const prepared = await alone.pool.query(
    `select name, generic_plans + custom_plans as runs from pg_prepared_statements`,
  );
  expect(prepared.rows).toEqual([{ name: 'minimart_keys_find_by_hash', runs: '3' }]);
  await alone.pool.query('set enable_seqscan = off');
  const plan = await alone.pool.query(`explain select id from keys.api_keys where hash = '\\x00'`);
  expect(JSON.stringify(plan.rows)).toContain('api_keys_hash_unique');
});

test('a key works from the commit on, and never when its transaction is rolled back', async () => {
  await using opened = await setUp();
  const { db, verify } = opened;
  const committed = await db.em().transactional(async (em) => {
    const minted = await createKeyService({ store: createKeyStore(em) }).mint(wanted);
    expect(await verify(minted.plain)).toEqual({ ok: false, reason: 'unknown' });
    return minted;
  });
  expect(await verify(committed.plain)).toMatchObject({ ok: true });
  let lost = '';
  const failing = db.em().transactional(async (em) => {
    const keys = createKeyService({ store: createKeyStore(em) });
    lost = (await keys.mint(wanted)).plain;
    await keys.revokeBySubject('ins_one', 'uninstalled');
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await verify(lost)).toEqual({ ok: false, reason: 'unknown' });
  expect(await verify(committed.plain)).toMatchObject({ ok: true });
});

test('a revocation counts in every process from its commit on', async () => {
  await using opened = await setUp();
  const { plain } = await opened.keys.mint(wanted);
  expect(await opened.verify(plain)).toMatchObject({ ok: true });
  await opened.keys.revokeBySubject('ins_one', 'uninstalled');
  expect(await opened.verify(plain)).toMatchObject({ ok: false, reason: 'revoked' });
});

test('an error of the database is a rejection without the key in it', async () => {
  await using opened = await setUp();
  const { plain, key } = await opened.keys.mint(wanted);
  await opened.pool.query('drop table keys.api_keys');
  const error = await opened.verify(plain).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(plain);
  expect(JSON.stringify(error)).not.toContain(key.hash.toString('hex'));
});
