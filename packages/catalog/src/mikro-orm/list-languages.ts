import type { EntityManager } from '@mikro-orm/postgresql';

/** The languages in which the store has apps, in the order of their tags: one look into the index for each. */
export async function listLanguages(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ language: string }[]>(
    `with recursive known as (
       (select language from catalog.listings order by language limit 1)
       union all
       select (select l.language from catalog.listings l where l.language > known.language order by l.language limit 1)
       from known where known.language is not null
     )
     select language from known where language is not null`,
  );
  return rows.map(({ language }) => language);
}
