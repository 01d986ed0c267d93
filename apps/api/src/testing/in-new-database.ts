import { createTestDatabase } from '@minimart/test-kit';

/** An empty database of the test's own: no table, no migration has run. */
export async function inNewDatabase(): Promise<{ url: string } & AsyncDisposable> {
  const db = await createTestDatabase();
  await db.em().execute('drop table if exists public.migrations');
  await db.orm.close(true);
  return { url: db.url, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}
