import type { Transaction } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { appliedMigrations, NewerDatabaseError } from './migration-state.ts';

// Any constant will do; two processes that migrate at once must use the same.
const migrationLock = 7_190_123_001;
const lockNotAvailable = '55P03';

/** How patient to be, and what to run. */
export interface MigrateOptions {
  /** How long to wait for a table, in milliseconds; 10 s without it. */
  patienceMs?: number;
  /** The names of all migrations that this program knows: a database that has others is left as it is. */
  known?: readonly string[];
}

/**
 * Runs the migrations that have not run yet, in one transaction, and answers their names. Two at once run one after the other. One that waits for a table for longer
 * than `patienceMs` (10 s without it) fails, and nothing has changed: whoever uses the table queues behind it for as long. Throws a {@link NewerDatabaseError} where
 * the database has migrations that are not among `known`.
 */
export async function migrate(orm: MikroORM, { patienceMs = 10_000, known }: MigrateOptions = {}): Promise<string[]> {
  const connection = orm.em.getConnection();
  return connection.transactional(async (transaction) => {
    await lockMigrations(orm, transaction);
    if (known !== undefined) {
      const unknown = (await appliedMigrations(orm, transaction)).filter((name) => !known.includes(name));
      if (unknown.length > 0) throw new NewerDatabaseError(unknown);
    }
    // Not before: another migration may take its time.
    await connection.execute(`select set_config('lock_timeout', ?, true)`, [String(patienceMs)], 'run', transaction);
    return runMigrations(orm, transaction).catch((error: unknown) => {
      throw isLockedOut(error) ? lockedOut(patienceMs, error) : error;
    });
  });
}

/** Has everybody else who migrates this database wait until the transaction ends. */
export async function lockMigrations(orm: MikroORM, transaction: Transaction): Promise<void> {
  await orm.em.getConnection().execute('select pg_advisory_xact_lock(?)', [migrationLock], 'run', transaction as never);
}

/** Runs in a transaction what has not run yet, or of that what `names` lists; answers the names. */
export async function runMigrations(
  orm: MikroORM,
  transaction: Transaction,
  names?: readonly string[],
): Promise<string[]> {
  const options = names === undefined ? { transaction } : { transaction, migrations: [...names] };
  return (await orm.migrator.up(options)).map(({ name }) => name);
}

function isLockedOut(error: unknown): boolean {
  return (error as { code?: unknown }).code === lockNotAvailable;
}

function lockedOut(patienceMs: number, cause: unknown): Error {
  const message = `Nothing was migrated: another transaction held a table for more than ${patienceMs} ms. Look for it in pg_stat_activity, let it end, and migrate again.`;
  return new Error(message, { cause });
}
