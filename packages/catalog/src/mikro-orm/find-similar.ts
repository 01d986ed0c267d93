import type { EntityManager } from '@mikro-orm/postgresql';
import type { Listing } from '../catalog.ts';
import { findListings } from './find-versions.ts';

// How many sets of scopes that are nearest to the app's are looked through for apps of other categories.
const nearestSets = 20;

/**
 * Listed apps that are like one, listed or not: first those of its category, those that ask for the most of the same scopes and the fewest others in
 * front; then those of other categories that share scopes with it. Among equals, those that more workspaces have come first.
 */
export async function findSimilar(em: EntityManager, appId: string, limit: number): Promise<Listing[]> {
  const beside = await readIds(
    em,
    `select l.app_id as id from own join catalog.listings l on l.category = own.category and l.app_id <> own.app_id
     join near on near.id = l.scope_set
     order by near.likeness desc, l.installs desc, l.app_id limit ?`,
    [appId, limit],
  );
  const missing = limit - beside.length;
  const elsewhere =
    missing === 0
      ? []
      : await readIds(
          em,
          `select l.app_id as id from own, catalog.listings l
           join (select * from near where likeness > 0 order by likeness desc, id limit ${nearestSets}) as nearest
             on nearest.id = l.scope_set
           where l.category <> own.category and l.app_id <> own.app_id
           order by nearest.likeness desc, l.installs desc, l.app_id limit ?`,
          [appId, missing],
        );
  const ids = [...beside, ...elsewhere];
  const listings = await findListings(em, ids);
  return ids.flatMap((id) => listings.get(id) ?? []);
}

/** Reads ids by a query over `own`, the app, and `near`, how like its scopes each set is: shared ones by all that either has (Jaccard). */
async function readIds(em: EntityManager, sql: string, values: [appId: string, limit: number]): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `with own as (
       select a.id as app_id, v.manifest->>'category' as category, catalog.scopes_of(v.manifest) as scopes
       from catalog.apps a join catalog.versions v on v.app_id = a.id and v.version = a.latest_version where a.id = ?
     ), counted as (
       select s.id, cardinality(s.scopes) + cardinality(own.scopes) as asked,
         (select count(*) from unnest(s.scopes) as each(scope) where each.scope = any(own.scopes)) as shared
       from own, catalog.scope_sets s
     ), near as materialized (
       select id, shared::float8 / greatest(asked - shared, 1) as likeness from counted
     )
     ${sql}`,
    values,
  );
  return rows.map(({ id }) => id);
}
