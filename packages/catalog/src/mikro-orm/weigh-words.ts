import type { EntityManager } from '@mikro-orm/postgresql';
import { toTsQuery } from '../to-words.ts';

/** How many apps are looked through for frequent words. */
export const sampleSize = 100;

/**
 * How many apps have each word, or one that begins with it, counted up to `most`. What `frequentFrom` of the sample's apps have is not counted, since what is
 * frequent costs most to look up; its number is above `most`, the higher the more frequent it is.
 */
export async function weighWords(
  em: EntityManager,
  words: readonly string[],
  { most, frequentFrom }: { most: number; frequentFrom: number },
): Promise<number[]> {
  if (words.length === 0) return [];
  const rows = await em.execute<{ apps: number }[]>(
    `with sample as materialized (
       select l.words from catalog.listings l order by l.app_id limit ${sampleSize}
     ), sought as materialized (
       select asked.place, to_tsquery('simple', asked.tsquery) as query,
         (select count(*)::int from sample where sample.words @@ to_tsquery('simple', asked.tsquery)) as among
       from jsonb_to_recordset(?::jsonb) as asked(place int, tsquery text)
     )
     select case when sought.among >= ?::int then ?::int + sought.among else (
         select count(*)::int from (select from catalog.listings l where l.words @@ sought.query limit ?) found
       ) end as apps
     from sought order by sought.place`,
    [JSON.stringify(words.map((word, place) => ({ place, tsquery: toTsQuery([word]) }))), frequentFrom, most, most],
  );
  return rows.map(({ apps }) => apps);
}
