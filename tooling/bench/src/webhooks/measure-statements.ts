import type { Line } from '../report.ts';
import { drain } from './measure-drains.ts';
import type { Measured } from './open-contender.ts';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';

/** Statements and bytes of WAL for each delivery, as PostgreSQL counts them, while a backlog is worked off. */
export async function measureStatements(world: World): Promise<Line[]> {
  await using ours = await world.contend('minimart');
  await using minimal = await world.contend('minimal-loop');
  const [of, beside] = [await cost(world, { ...ours, fill: world.fill }), await cost(world, minimal)];
  const what = 'for each delivery of a backlog';
  const shown = (one: Cost) => `${one.statements.toFixed(3)} statements, ${one.walBytes.toFixed(0)} bytes of WAL`;
  return [
    {
      what: `${what}, the dispatcher (pg_stat_statements, pg_current_wal_lsn)`,
      result: shown(of),
      bar: 'below 0.2 statements',
      clears: of.statements < 0.2,
    },
    { what: `${what}, the minimal loop`, result: shown(beside) },
  ];
}

interface Cost {
  statements: number;
  walBytes: number;
}

async function cost(world: World, contender: Measured): Promise<Cost> {
  const { pool } = world;
  await drain(world, contender, sizes.backlog / 10);
  await world.empty();
  await contender.fill(sizes.backlog);
  await pool.query('checkpoint');
  await pool.query('select pg_stat_statements_reset()');
  const before = await readWal(world);
  await contender.drain(sizes.backlog);
  const walBytes = (await readWal(world)) - before;
  // The benchmark asks how many are left; everything else is the contender's own.
  const { rows } = await pool.query<{ calls: number }>(
    `select sum(calls)::float8 as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
     where d.datname = current_database() and toplevel and query !~ 'pg_stat_statements|count\\(\\*\\)::int as count|pg_current_wal|checkpoint'`,
  );
  return { statements: rows[0]!.calls / sizes.backlog, walBytes: walBytes / sizes.backlog };
}

async function readWal({ pool }: World): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(`select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes`);
  return Number(rows[0]!.bytes);
}
