import type { EntityManager } from '@mikro-orm/postgresql';
import type { Listing } from '../catalog.ts';

/** The listings of apps in the store's lists, in the order of the ids. */
export async function readListings(em: EntityManager, appIds: readonly string[]): Promise<Listing[]> {
  if (appIds.length === 0) return [];
  const rows = await em.execute<Listing[]>(
    `select a.id as "appId", a.slug, a.owner_id as "ownerId", v.version, v.manifest, v.changelog, v.published_at as "publishedAt"
     from jsonb_array_elements_text(?::jsonb) with ordinality as asked(id, place)
     join catalog.apps a on a.id = asked.id
     join catalog.versions v on v.app_id = a.id and v.version = a.latest_version
     order by asked.place`,
    [JSON.stringify(appIds)],
  );
  return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt), standing: 'listed' }));
}
