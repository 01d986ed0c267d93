import type { MikroORM } from '@mikro-orm/postgresql';

// Any constant will do; two processes that migrate at once must use the same.
const migrationLock = 7_190_123_001;

/** Runs the migrations that have not run yet, in one transaction, and answers their names. Two at once run one after the other. */
export async function migrate(orm: MikroORM): Promise<string[]> {
  const connection = orm.em.getConnection();
  return connection.transactional(async (transaction) => {
    await connection.execute('select pg_advisory_xact_lock(?)', [migrationLock], 'run', transaction);
    const applied = await orm.migrator.up({ transaction });
    return applied.map(({ name }) => name);
  });
}
