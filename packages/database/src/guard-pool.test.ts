import { openFaultyWay } from '@minimart/postgres-server';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createOrm } from './create-orm.ts';
import type { DatabaseLimits } from './database-limits.ts';
import { guardPool } from './guard-pool.ts';
import { whyDatabaseAway } from './why-database-away.ts';

const limits: DatabaseLimits = { connectMs: 500, statementMs: 400, lockMs: 200, idleMs: 300, silenceMs: 600 };

async function openBoth(changes: Partial<DatabaseLimits> = {}) {
  const url = new URL(inject('postgresAdminUrl'));
  const way = await openFaultyWay(Number(url.port));
  url.port = String(way.port);
  const pools: pg.Pool[] = [];
  const orm = await createOrm({
    url: url.href,
    tables: [],
    poolSize: 2,
    limits: { ...limits, ...changes },
    onPool: (pool) => pools.push(pool),
  });
  return {
    way,
    orm,
    lent: () => pools.reduce((sum, { totalCount, idleCount }) => sum + totalCount - idleCount, 0),
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await way[Symbol.asyncDispose]();
    },
  };
}

test.each(['stall', 'reset'] as const)(
  'a database that goes away (%s) amid transactions fails each of them, leaves no connection lent, and is used again once it is back',
  async (fault) => {
    await using both = await openBoth();
    const { orm, way } = both;
    for (const round of [1, 2]) {
      const work = Array.from({ length: 6 }, () =>
        orm.em.fork().transactional(async (em) => {
          await em.execute('select 1');
          way.fault = fault;
          await em.execute('select 2');
        }),
      );
      const outcomes = await Promise.allSettled(work);
      const why = outcomes.map((one) => (one.status === 'rejected' ? whyDatabaseAway(one.reason) : 'done'));
      expect(new Set(why), `round ${round}`).toEqual(new Set(['away']));
      way.fault = 'none';
      await expect.poll(() => orm.em.fork().execute('select 1 as one').catch(String)).toEqual([{ one: 1 }]);
      await expect.poll(() => both.lent()).toBe(0);
    }
  },
);

test('a statement, a lock, and a pause within a transaction take no longer than they may', async () => {
  // Far enough apart that the one that is looked at ends it, also on a busy machine.
  const idleMs = 3_000;
  await using both = await openBoth({ connectMs: 10_000, idleMs, silenceMs: 10_000 });
  const { orm } = both;
  await expect(orm.em.fork().execute('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  const holder = orm.em.fork();
  await holder.begin();
  await holder.execute('select pg_advisory_xact_lock(58)');
  const waiter = orm.em.fork().transactional((em) => em.execute('select pg_advisory_xact_lock(58)'));
  await expect(waiter).rejects.toMatchObject({ code: '55P03' });
  await new Promise((resolve) => setTimeout(resolve, 2 * idleMs));
  const late = await holder.execute('select 1').catch((error: unknown) => error);
  expect(whyDatabaseAway(late)).toBe('away');
  await holder.rollback().catch(() => {});
  await expect.poll(() => both.lent()).toBe(0);
});

test('who waits for a connection longer than they may is told so', async () => {
  await using both = await openBoth({ statementMs: 20_000, silenceMs: 20_000 });
  const { orm } = both;
  const holders = [1, 2].map(() => orm.em.fork().transactional((em) => em.execute('select pg_sleep(1)')));
  const more = Array.from({ length: 4 }, () => orm.em.fork().execute('select pg_sleep(1)'));
  const outcomes = await Promise.allSettled([...holders, ...more]);
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [whyDatabaseAway(one.reason)] : []));
  expect(new Set(refused)).toEqual(new Set(['away']));
  await expect.poll(() => both.lent()).toBe(0);
});

test('a lent connection that breaks does not end the process, though whoever has lent it does not listen', async () => {
  const pool = new pg.Pool({ connectionString: inject('postgresAdminUrl'), max: 1 });
  guardPool(pool);
  pool.on('error', () => {});
  const lent = await pool.connect();
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
  const other = new pg.Client({ connectionString: inject('postgresAdminUrl') });
  await other.connect();
  await other.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]);
  await other.end();
  await expect.poll(() => pool.totalCount).toBe(0);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
