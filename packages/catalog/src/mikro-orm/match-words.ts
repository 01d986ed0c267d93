import type { EntityManager } from '@mikro-orm/postgresql';
import { toTsQuery } from '../to-words.ts';
import { has, type Condition } from './condition.ts';

const sampled = 100;
const frequentFrom = 15;

/**
 * The condition that apps have the words; none without words. Words that many apps have are not looked up in the index, which would list all of these apps, but
 * apps are read until enough have them.
 */
export async function matchWords(em: EntityManager, words: readonly string[]): Promise<Condition[]> {
  if (words.length === 0) return [];
  const condition = has('l.words', toTsQuery(words));
  const [sample] = await em.execute<{ among: number }[]>(
    `select count(*)::int as among from (select words from catalog.listings order by app_id limit ${sampled}) l where ${condition.sql}`,
    [...condition.values],
  );
  const { sql, values, unindexed = sql } = condition;
  return [sample!.among >= frequentFrom ? { sql: unindexed, values } : condition];
}
