import { createPlainTestDatabase, type PlainTestDatabase } from '@minimart/test-kit';
import pg from 'pg';

/** An empty database of the test's own: no table, no migration has run. */
export async function inNewDatabase(): Promise<PlainTestDatabase> {
  const db = await createPlainTestDatabase();
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  await client.query('drop table if exists public.migrations').finally(() => client.end());
  return db;
}
