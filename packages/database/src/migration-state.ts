import type { Transaction } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { PackageTables } from './package-tables.ts';

/** Where a database stands, by names of migrations. */
export interface MigrationState {
  /** Those that have run, in the order in which they did. */
  applied: string[];
  /** Those of this program that have not run, in the order in which they would. */
  pending: string[];
  /** Those that have run and that this program does not know: a newer one migrated this database. */
  unknown: string[];
}

/** Compares what has run with what this program's packages bring. Changes nothing; in an empty database nothing has run. */
export async function migrationState(orm: MikroORM, tables: readonly PackageTables[]): Promise<MigrationState> {
  const known = tables.flatMap(({ migrations }) => migrations.map(({ name }) => name));
  const applied = await appliedMigrations(orm);
  const [ran, ours] = [new Set(applied), new Set(known)];
  return {
    applied,
    pending: known.filter((name) => !ran.has(name)),
    unknown: applied.filter((name) => !ours.has(name)),
  };
}

/** The names of the migrations that have run, in their order; none in a database without the table that says so. */
export async function appliedMigrations(orm: MikroORM, transaction?: Transaction): Promise<string[]> {
  const connection = orm.em.getConnection();
  const ask = (sql: string) => connection.execute<object[]>(sql, [], 'all', transaction as never);
  const [there] = (await ask(`select to_regclass('public.migrations') is not null as "isThere"`)) as [
    { isThere: boolean },
  ];
  if (!there.isThere) return [];
  const rows = (await ask('select name from public.migrations order by id')) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** What is refused of a database that a newer program has migrated; the message says what to do. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
  readonly unknown: readonly string[];

  constructor(unknown: readonly string[]) {
    super(
      `This database was migrated by a newer Minimart: it has ${unknown.join(', ')}, which this program does not know. Nothing was changed. Start the newer program, or restore a backup from before the upgrade.`,
    );
    this.unknown = unknown;
  }
}
