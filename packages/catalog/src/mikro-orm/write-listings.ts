import type { EntityManager } from '@mikro-orm/postgresql';

/** An app to be listed, what its developer is called, and which domain they have proven. */
interface Listed {
  appId: string;
  developer: string;
  developerDomain: string | null;
}

/**
 * Writes what search needs of apps as they are in the store now: their words by weight (name A, summary B, description C, developer and category
 * D), what they cost, in which language they are, and which scopes they ask for. Words are kept without stemming: names and products are no English.
 */
export async function writeListings(em: EntityManager, listed: readonly Listed[]): Promise<void> {
  if (listed.length === 0) return;
  await em.execute(
    `with listed as (
       select v.manifest, v.published_at, named."appId" as app_id, named.developer, named."developerDomain" as developer_domain, catalog.scopes_of(v.manifest) as scopes
       from jsonb_to_recordset(?::jsonb) as named("appId" text, developer text, "developerDomain" text)
       join catalog.apps a on a.id = named."appId"
       join catalog.versions v on v.app_id = a.id and v.version = a.latest_version
     ), kept as (
       insert into catalog.scope_sets (id, scopes) select distinct catalog.scope_set_of(scopes), scopes from listed order by 1
       on conflict do nothing
     )
     insert into catalog.listings
       (app_id, category, pricing, language, name_key, published_at, developer, developer_domain, installs, scopes, scope_set, name_words,
         title_words, words)
     select app_id, manifest->>'category', manifest->>'pricing', catalog.language_of(manifest), catalog.plain(manifest->>'name'),
       published_at, developer, developer_domain, 0, scopes, catalog.scope_set_of(scopes), strip(weighed.name), weighed.title,
       weighed.title || setweight(catalog.words(manifest->>'description'), 'C')
     from listed, lateral (
       select catalog.words(manifest->>'name') as name,
         setweight(catalog.words(manifest->>'name'), 'A') || setweight(catalog.words(manifest->>'summary'), 'B')
           || setweight(catalog.words(developer || ' ' || (manifest->>'category')), 'D') as title
     ) weighed
     on conflict (app_id) do update set category = excluded.category, pricing = excluded.pricing,
       language = excluded.language, name_key = excluded.name_key, published_at = excluded.published_at,
       developer = excluded.developer, developer_domain = excluded.developer_domain, scopes = excluded.scopes,
       scope_set = excluded.scope_set, name_words = excluded.name_words, title_words = excluded.title_words, words = excluded.words`,
    [JSON.stringify(listed)],
  );
}
