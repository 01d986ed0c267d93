import { categories } from '@minimart/app-manifest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { countFacets } from '../count-facets.ts';
import type { CategoryCount, FacetCount, Trait } from '../search.ts';
import { countCategories } from './count-categories.ts';
import { toRows, type Match } from './read-matches.ts';

/** What was found: all that has the words, and what of it the filters leave; undefined for more than are counted. */
interface Found {
  words: readonly string[];
  found: readonly Match[] | undefined;
  within: readonly Match[] | undefined;
}

/** The filters of a search, and how many matches are counted. */
interface Filter {
  traits: readonly Trait[];
  category: string | undefined;
  without: readonly string[];
  most: number;
}

/** What a search says of numbers. */
interface Tally {
  total: number;
  isMore: boolean;
  categories: FacetCount[];
  traits: FacetCount[];
}

/** Counts what matches words and filters, and what each further choice would come to, as far as that is counted. */
export async function tallyMatches(em: EntityManager, found: Found, filter: Filter): Promise<Tally> {
  const { traits, category, without, most } = filter;
  const tally = (matches: readonly Match[]): Tally => ({
    isMore: false,
    ...countFacets(
      toRows(matches),
      traits.map(({ id }) => id),
      { category, without: toBits(traits, without) },
    ),
  });
  if (found.found !== undefined) return tally(found.found);
  const known = found.within && tally(found.within);
  if (found.words.length === 0 && without.length === 0)
    return tallyStore(await countCategories(em), category, known ?? uncounted(traits, most));
  if (known === undefined) return uncounted(traits, most);
  if (category === undefined) return known;
  return { ...known, categories: offered((id) => (id === category ? known.total : null)) };
}

/** The traits that are left out, as bits. */
export function toBits(traits: readonly Trait[], without: readonly string[]): bigint {
  return traits.reduce((bits, { id }, place) => (without.includes(id) ? bits | (1n << BigInt(place)) : bits), 0n);
}

/** Without words or anything left out, the whole store is counted by category. */
function tallyStore(counts: CategoryCount[], category: string | undefined, known: Tally): Tally {
  const chosen = counts.filter(({ id }) => category === undefined || id === category);
  const total = chosen.reduce((sum, { count }) => sum + count, 0);
  return { ...known, total, isMore: false, categories: counts };
}

function uncounted(traits: readonly Trait[], most: number): Tally {
  const unknown = traits.map(({ id }) => ({ id, count: null }));
  return { total: most, isMore: true, categories: offered(() => null), traits: unknown };
}

function offered(countOf: (id: string) => number | null): FacetCount[] {
  return categories.map(({ id }) => ({ id, count: countOf(id) }));
}
