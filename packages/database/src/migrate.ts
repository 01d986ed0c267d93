import type { MikroORM } from '@mikro-orm/postgresql';

// Any constant will do; two processes that migrate at once must use the same.
const migrationLock = 7_190_123_001;
const lockNotAvailable = '55P03';

/**
 * Runs the migrations that have not run yet, in one transaction, and answers their names. Two at once run one after the other. One that waits for a table for longer
 * than `patienceMs` (10 s without it) fails, and nothing has changed: whoever uses the table queues behind it for as long.
 */
export async function migrate(orm: MikroORM, { patienceMs = 10_000 } = {}): Promise<string[]> {
  const connection = orm.em.getConnection();
  return connection.transactional(async (transaction) => {
    await connection.execute('select pg_advisory_xact_lock(?)', [migrationLock], 'run', transaction);
    // Not before: another migration may take its time.
    await connection.execute(`select set_config('lock_timeout', ?, true)`, [String(patienceMs)], 'run', transaction);
    const applied = await orm.migrator.up({ transaction }).catch((error: unknown) => {
      throw isLockedOut(error) ? lockedOut(patienceMs, error) : error;
    });
    return applied.map(({ name }) => name);
  });
}

function isLockedOut(error: unknown): boolean {
  return (error as { code?: unknown }).code === lockNotAvailable;
}

function lockedOut(patienceMs: number, cause: unknown): Error {
  const message = `Nothing was migrated: another transaction held a table for more than ${patienceMs} ms. Look for it in pg_stat_activity, let it end, and migrate again.`;
  return new Error(message, { cause });
}
