import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * What stands for everything that the store shows of apps: another text after each publication, roll back or withdrawal that was committed.
 * Read it before what it is to stand for.
 */
export async function readStoreRevision(em: EntityManager): Promise<string> {
  const [row] = await em.execute<{ revision: string }[]>(
    'select revision::text as revision from catalog.store_revision',
  );
  if (row === undefined) throw new Error('catalog.store_revision has lost its row.');
  return row.revision;
}
