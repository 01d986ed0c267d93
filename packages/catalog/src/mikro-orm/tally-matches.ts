import { categories } from '@minimart/app-manifest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { countFacets, priceIds } from '../count-facets.ts';
import { facets, type Choices, type Facet } from '../facets.ts';
import type { CategoryCount, FacetCount, SearchResult, Trait } from '../search.ts';
import { countCategories } from './count-categories.ts';
import { listLanguages } from './list-languages.ts';
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
  choices: Choices;
  without: readonly string[];
  most: number;
}

/** What a search says of numbers. */
type Tally = Pick<SearchResult, 'total' | 'isMore' | 'categories' | 'prices' | 'languages' | 'traits'>;

/** Counts what matches words and filters, and what each further choice would come to, as far as that is counted. */
export async function tallyMatches(em: EntityManager, found: Found, filter: Filter): Promise<Tally> {
  const { traits, choices, without } = filter;
  const tally = (matches: readonly Match[]): Tally => ({
    isMore: false,
    ...countFacets(
      toRows(matches),
      traits.map(({ id }) => id),
      { ...choices, without: toBits(traits, without) },
    ),
  });
  if (found.found !== undefined) return tally(found.found);
  const known = found.within && tally(found.within);
  const unknown = uncounted(filter, await listLanguages(em));
  const chosen = facets.filter((facet) => choices[facet] !== undefined);
  if (found.words.length === 0 && without.length === 0 && chosen.every((facet) => facet === 'category'))
    return tallyStore(await countCategories(em), choices.category, known ?? unknown);
  if (known === undefined) return unknown;
  const told = { ...known };
  // Of a facet that something is chosen of, only that was counted.
  for (const facet of chosen) {
    const name = namesOf[facet];
    told[name] = unknown[name].map(({ id }) => ({ id, count: id === choices[facet] ? known.total : null }));
  }
  return told;
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

function uncounted({ traits, most }: Filter, languages: readonly string[]): Tally {
  const offered = (ids: readonly string[]): FacetCount[] => ids.map((id) => ({ id, count: null }));
  return {
    total: most,
    isMore: true,
    categories: offered(categories.map(({ id }) => id)),
    prices: offered(priceIds),
    languages: offered(languages),
    traits: offered(traits.map(({ id }) => id)),
  };
}

const namesOf = { category: 'categories', price: 'prices', language: 'languages' } as const satisfies Record<
  Facet,
  keyof Tally
>;
