import { categories } from '@minimart/app-manifest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { closestName } from '@minimart/external-request';
import { countFacets } from '../count-facets.ts';
import type { CategoryCount, Instead } from '../search.ts';
import { toWords } from '../to-words.ts';
import { countCategories } from './count-categories.ts';
import { toRows, type Match } from './read-matches.ts';
import { sampleSize, weighWords } from './weigh-words.ts';

const mostCategories = 3;

/** Ways on from words that, with the filters, nothing has; `found` is what has them without, undefined for more than are counted (`most`). */
export async function insteadOf(
  em: EntityManager,
  { words, found }: { words: readonly string[]; found: readonly Match[] | undefined },
  most: number,
): Promise<Instead> {
  if (found === undefined)
    return words.length === 0 ? ofStore(em) : { withoutFilters: null, queries: [], categories: [] };
  const matching = countFacets(toRows(found), [], { without: 0n });
  if (matching.total > 0)
    return { withoutFilters: matching.total, queries: [], categories: matching.categories.slice(0, mostCategories) };
  const all = await countCategories(em);
  const apps = all.reduce((sum, { count }) => sum + count, 0);
  return {
    withoutFilters: 0,
    queries: words.length < 2 ? [] : await countAlone(em, words, { apps, most }),
    categories: closestCategories(words, all),
  };
}

/** Without words, everything there is would be found. */
async function ofStore(em: EntityManager): Promise<Instead> {
  const counts = await countCategories(em);
  const withoutFilters = counts.reduce((sum, { count }) => sum + count, 0);
  return { withoutFilters, queries: [], categories: counts.slice(0, mostCategories) };
}

async function countAlone(
  em: EntityManager,
  words: readonly string[],
  { apps, most }: { apps: number; most: number },
): Promise<Instead['queries']> {
  // So many of the sample that, by it, more apps than are counted have the word; never in a store that has no more.
  const frequentFrom = apps <= most ? sampleSize + 1 : Math.ceil((sampleSize * most) / apps);
  const counts = await weighWords(em, words, { most: most + 1, frequentFrom });
  return words.flatMap((query, place) => {
    const count = counts[place]!;
    return count === 0 ? [] : [{ query, count: count > most ? null : count }];
  });
}

/** The categories in whose names a word is, or nearly is, the largest first; the largest of all when none is. */
function closestCategories(words: readonly string[], counts: readonly CategoryCount[]): CategoryCount[] {
  const labels = new Map(categories.map(({ id, label }) => [id as string, toWords(label.toLowerCase())]));
  const near = counts.filter(({ id }) => words.some((word) => isNearOneOf(word, labels.get(id) ?? [])));
  return (near.length > 0 ? near : counts).slice(0, mostCategories);
}

/** A word of one or two letters is near to every other of its length, so it has to be the same. */
function isNearOneOf(word: string, known: readonly string[]): boolean {
  const long = known.filter(({ length }) => length > 2);
  return known.includes(word) || (word.length > 2 && closestName(word, long) !== undefined);
}
