import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createTestDatabase } from '@minimart/test-kit';
import { Client, Pool } from 'pg';
import { expect, test, vi } from 'vitest';
import { CachedKeyVerifier, createKeyService } from '../index.ts';
import { createKeyStore, createPreparedKeyReader, KeyChangeListener, keysTables } from './index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view', 'sub-flows:send'] };

/** A database with a verifier that hears of changes, by default directly, and gives up no connection for a pause of the machine. */
async function setUp({
  port,
  heartbeatMs = 10_000,
}: { port?: (databasePort: number) => Promise<number>; heartbeatMs?: number } = {}) {
  const db = await createTestDatabase(keysTables);
  const pool = new Pool({ connectionString: db.url, max: 4 });
  pool.on('error', () => {}); // the database is dropped while the last connection says goodbye
  const reads = vi.spyOn(pool, 'query');
  const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool) });
  const url = new URL(db.url);
  if (port) url.port = String(await port(Number(url.port)));
  const clients: Client[] = [];
  const errors: string[] = [];
  const listener = new KeyChangeListener({
    verifier,
    heartbeatMs,
    createClient() {
      clients.push(new Client({ connectionString: url.href }));
      return clients.at(-1)!;
    },
    onError: ({ message }) => errors.push(message),
  });
  await listener.start();
  const keys = createKeyService({ store: createKeyStore(db.em()) });
  return {
    db,
    pool,
    reads,
    verifier,
    clients,
    errors,
    listener,
    keys,
    /** The process id of the session that listens now. */
    async listening() {
      const { rows } = await pool.query(
        `select pid from pg_stat_activity where datname = current_database() and query ~ 'keys_|pg_notify' and pid <> pg_backend_pid()`,
      );
      return rows.map(({ pid }) => pid as number);
    },
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const soon = { timeout: 15_000, interval: 5 };

test.each([
  [
    'revoked',
    `update keys.api_keys set revoked_at = now(), revoked_reason = 'by hand'`,
    { ok: false, reason: 'revoked' },
  ],
  ['paused', `update keys.api_keys set disabled_at = now()`, { ok: false, reason: 'disabled' }],
  ['suspended', `update keys.api_keys set suspended_at = now()`, { ok: false, reason: 'suspended' }],
  [
    'narrowed',
    `update keys.api_keys set scopes = '{flow-tags:view}'`,
    { ok: true, key: { scopes: ['flow-tags:view'] } },
  ],
  ['replaced', `update keys.api_keys set overlap_ends_at = now()`, { ok: false, reason: 'expired' }],
  ['moved to another environment', `update keys.api_keys set environment = 'test'`, { key: { environment: 'test' } }],
  ['deleted', `delete from keys.api_keys`, { ok: false, reason: 'unknown' }],
  ['truncated', `truncate keys.api_keys`, { ok: false, reason: 'unknown' }],
])('a key that is %s by anybody, even by hand in SQL, is looked up anew', async (_name, sql, expected) => {
  await using world = await setUp();
  const { plain } = await world.keys.mint(wanted);
  expect(await world.verifier.verify(plain)).toMatchObject({ ok: true });
  await world.pool.query(sql);
  await vi.waitFor(async () => expect(await world.verifier.verify(plain)).toMatchObject(expected), soon);
});

test('a change that is rolled back is not heard of, one that is committed only after the commit, and use is no change', async () => {
  await using world = await setUp();
  const { plain } = await world.keys.mint(wanted);
  await world.verifier.verify(plain);
  const reads = () => world.reads.mock.calls.filter(([query]) => typeof query !== 'string').length;
  const before = reads();
  await using other = Object.assign(new Client({ connectionString: world.db.url }), {
    [Symbol.asyncDispose]: () => other.end(),
  });
  await other.connect();
  await other.query(`begin; update keys.api_keys set revoked_at = now(); rollback`);
  await other.query(`update keys.api_keys set last_used_at = now()`);
  await other.query(`begin; update keys.api_keys set revoked_at = now()`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await world.verifier.verify(plain)).toMatchObject({ ok: true });
  expect(reads()).toBe(before);
  await other.query('commit');
  await vi.waitFor(() => expect(world.verifier.known(plain)).toBeUndefined(), soon);
});

test('after the session that listens is killed, another listens, and everything is looked up anew', async () => {
  await using world = await setUp();
  const { plain } = await world.keys.mint(wanted);
  await world.verifier.verify(plain);
  for (const pid of await world.listening()) await world.pool.query('select pg_terminate_backend($1)', [pid]);
  await vi.waitFor(() => expect(world.clients).toHaveLength(2), soon);
  await vi.waitFor(() => expect(world.verifier.known(plain)).toBeUndefined(), soon);
  await world.verifier.verify(plain);
  await world.keys.revokeBySubject('ins_one', 'uninstalled');
  await vi.waitFor(() => expect(world.verifier.known(plain)).toBeUndefined(), soon);
  expect(world.errors).toHaveLength(1);
});

/** A way to the database that can swallow everything without closing, as a dead socket does. */
async function createBlackHole() {
  const sockets: Socket[] = [];
  let isOpen = true;
  let target = 0;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    sockets.push(near, far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => isOpen && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    async to(port: number) {
      target = port;
      return (server.address() as AddressInfo).port;
    },
    swallow: () => void (isOpen = false),
    release: () => void (isOpen = true),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('behind a socket that is dead without saying so, a revoked key lives 5 s at the most, and the socket is given up', async () => {
  await using hole = await createBlackHole();
  await using world = await setUp({ port: hole.to, heartbeatMs: 500 });
  const { plain } = await world.keys.mint(wanted);
  await world.verifier.verify(plain);
  // Held for as long as there is proof, well past what it would be without.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  hole.swallow();
  const at = performance.now();
  await world.keys.revokeBySubject('ins_one', 'uninstalled');
  expect(world.verifier.known(plain)).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(world.errors[0]).toContain('is silent'), soon);
  // The time at which a call was begun that was still let in is the last at which the key lived.
  let livedUntil = at;
  await vi.waitFor(
    async () => {
      const begun = performance.now();
      const { ok } = await world.verifier.verify(plain);
      if (ok) livedUntil = begun;
      expect(ok).toBe(false);
    },
    { timeout: 15_000, interval: 20 },
  );
  expect(livedUntil - at).toBeLessThan(5_000 + 500);
  hole.release();
  await vi.waitFor(async () => {
    const { plain: next } = await world.keys.mint(wanted);
    await world.verifier.verify(next);
    await world.keys.revokeBySubject('ins_one', 'again');
    await vi.waitFor(() => expect(world.verifier.known(next)).toBeUndefined(), { timeout: 5_000, interval: 5 });
  }, 30_000);
});

test('while there is no database nobody is let through by mistake or refused by mistake, and it is found again', async () => {
  await using hole = await createBlackHole();
  await using db = await createTestDatabase(keysTables);
  const url = new URL(db.url);
  url.port = String(await hole.to(Number(url.port)));
  await using pool = Object.assign(
    new Pool({ connectionString: url.href, max: 2, query_timeout: 3_000, connectionTimeoutMillis: 3_000 }),
    { [Symbol.asyncDispose]: () => pool.end() },
  );
  pool.on('error', () => {});
  let now = 0;
  const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool), now: () => now });
  const keys = createKeyService({ store: createKeyStore(db.em()) });
  const [hot, cold] = [await keys.mint(wanted), await keys.mint(wanted)];
  await verifier.verify(hot.plain);
  hole.swallow();
  await expect(verifier.verify(cold.plain)).rejects.toMatchObject({ name: 'KeyCheckFailed' });
  expect(await verifier.verify(hot.plain)).toMatchObject({ ok: true });
  now = 5_000;
  await expect(verifier.verify(hot.plain)).rejects.toMatchObject({ name: 'KeyCheckFailed' });
  hole.release();
  expect(await verifier.verify(hot.plain)).toMatchObject({ ok: true });
  expect(await verifier.verify(cold.plain)).toMatchObject({ ok: true });
});

test('1,000 calls at once with a cold key are one query', async () => {
  await using world = await setUp();
  const { plain } = await world.keys.mint(wanted);
  world.reads.mockClear();
  await Promise.all(Array.from({ length: 1_000 }, () => world.verifier.verify(plain)));
  expect(world.reads).toHaveBeenCalledTimes(1);
});

test('a listener that is stopped leaves no session, and one that never reached a database stops as well', async () => {
  await using world = await setUp();
  await world.listener.stop();
  await vi.waitFor(async () => expect(await world.listening()).toEqual([]), soon);
  const lost = new KeyChangeListener({
    verifier: world.verifier,
    createClient: () => new Client({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' }),
  });
  await lost.start();
  await lost.stop();
});
