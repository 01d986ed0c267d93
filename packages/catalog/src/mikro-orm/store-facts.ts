import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoreFacts } from '../search.ts';
import { writeListings } from './write-listings.ts';

/** What was noted last of the listed apps after one, by id; to go through all of them part by part. */
export function findFacts(em: EntityManager, after: string, limit: number): Promise<StoreFacts[]> {
  return em.execute<StoreFacts[]>(
    `select l.app_id as "appId", a.owner_id as "ownerId", l.developer, l.developer_domain as "developerDomain", l.installs
     from catalog.listings l join catalog.apps a on a.id = l.app_id where l.app_id > ? order by l.app_id limit ?`,
    [after, limit],
  );
}

/** Notes what developers are called now, their domains, and how many workspaces have their apps. Writes rows that differ alone; answers how many did. */
export async function noteFacts(em: EntityManager, facts: readonly Omit<StoreFacts, 'ownerId'>[]): Promise<number> {
  const differing = await em.execute<(Omit<StoreFacts, 'ownerId'> & { isRenamed: boolean })[]>(
    `select f.*, (l.developer, l.developer_domain) is distinct from (f.developer, f."developerDomain") as "isRenamed"
     from jsonb_to_recordset(?::jsonb) as f("appId" text, developer text, "developerDomain" text, installs int)
     join catalog.listings l on l.app_id = f."appId"
       and (l.developer, l.developer_domain, l.installs) is distinct from (f.developer, f."developerDomain", f.installs)
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

/** What developers are called in the store, and which domain they have proven. */
export interface NotedDeveloper {
  name: string;
  domain: string | null;
}

/** Notes by which name and domain a developer is found, for their listed apps that differ, or for one of these alone. */
export async function noteDeveloper(
  em: EntityManager,
  { ownerId, appId }: { ownerId: string; appId?: string },
  { name, domain }: NotedDeveloper,
): Promise<void> {
  const differing = await em.execute<{ appId: string }[]>(
    `select l.app_id as "appId" from catalog.listings l join catalog.apps a on a.id = l.app_id
     where a.owner_id = ? and l.app_id = coalesce(?, l.app_id) and (l.developer, l.developer_domain) is distinct from (?::text, ?::text)
     order by l.app_id for update of l`,
    [ownerId, appId ?? null, name, domain],
  );
  await writeListings(
    em,
    differing.map((app) => ({ ...app, developer: name, developerDomain: domain })),
  );
}
