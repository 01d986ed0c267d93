import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoreFacts } from '../search.ts';
import { writeListings } from './write-listings.ts';

/** What was noted last of the listed apps after one, by id; to go through all of them part by part. */
export function findFacts(em: EntityManager, after: string, limit: number): Promise<StoreFacts[]> {
  return em.execute<StoreFacts[]>(
    `select l.app_id as "appId", a.owner_id as "ownerId", l.developer, l.installs
     from catalog.listings l join catalog.apps a on a.id = l.app_id where l.app_id > ? order by l.app_id limit ?`,
    [after, limit],
  );
}

/** Notes what developers are called now and how many workspaces have their apps. Writes rows that differ alone; answers how many did. */
export async function noteFacts(em: EntityManager, facts: readonly Omit<StoreFacts, 'ownerId'>[]): Promise<number> {
  const differing = await em.execute<(Omit<StoreFacts, 'ownerId'> & { isRenamed: boolean })[]>(
    `select f."appId", f.developer, f.installs, l.developer <> f.developer as "isRenamed"
     from jsonb_to_recordset(?::jsonb) as f("appId" text, developer text, installs int)
     join catalog.listings l on l.app_id = f."appId" and (l.developer, l.installs) is distinct from (f.developer, f.installs)
     order by f."appId" for update of l`,
    [JSON.stringify(facts)],
  );
  if (differing.length === 0) return 0;
  await writeListings(
    em,
    differing.filter(({ isRenamed }) => isRenamed),
  );
  await em.execute(
    `update catalog.listings l set installs = f.installs
     from jsonb_to_recordset(?::jsonb) as f("appId" text, installs int) where l.app_id = f."appId"`,
    [JSON.stringify(differing)],
  );
  return differing.length;
}

/** Notes by which name the developer of one app is found, where the app is listed and it differs. */
export async function noteDeveloper(em: EntityManager, appId: string, developer: string): Promise<void> {
  const differing = await em.execute('select 1 from catalog.listings where app_id = ? and developer <> ?', [
    appId,
    developer,
  ]);
  if (differing.length > 0) await writeListings(em, [{ appId, developer }]);
}
