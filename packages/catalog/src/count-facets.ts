import { isChosen, prices, type Choices, type Facet, type Price, type FacetValues } from './facets.ts';
import type { CategoryCount } from './search.ts';

/** How many apps that are alike in what they are chosen by have exactly these traits: bit n stands for the trait numbered n. */
export interface FacetRow extends FacetValues {
  traits: bigint;
  count: number;
}

/** Which of the counted are asked for; `without` as bits. */
export interface FacetFilter extends Choices {
  without: bigint;
}

/** What there is to choose, and how many apps there would be. */
interface FacetCounts {
  total: number;
  categories: CategoryCount[];
  prices: CategoryCount[];
  languages: CategoryCount[];
  traits: CategoryCount[];
}

/**
 * What the rows come to. Each number says what a visitor would get by choosing it beside what is chosen already: a category's leaves the chosen
 * category out of account, and so on.
 */
export function countFacets(rows: readonly FacetRow[], traitIds: readonly string[], filter: FacetFilter): FacetCounts {
  const allowed = rows.filter((row) => (row.traits & filter.without) === 0n);
  const beside = (facet?: Facet) => allowed.filter((row) => isChosen(row, filter, facet));
  const within = beside();
  return {
    total: sum(within),
    categories: countEach(beside('category'), 'category'),
    prices: priceIds.map((id) => ({ id, count: sum(beside('price').filter((row) => isChosen(row, { price: id }))) })),
    languages: countEach(beside('language'), 'language'),
    traits: traitIds.map((id, place) => ({
      id,
      count: sum(within.filter(({ traits }) => (traits & (1n << BigInt(place))) === 0n)),
    })),
  };
}

/** The prices that apps may be chosen by, in the order they are offered. */
export const priceIds = Object.keys(prices) as Price[];

/** How many apps have each value, the most frequent first. */
function countEach(rows: readonly FacetRow[], name: 'category' | 'language'): CategoryCount[] {
  const counts = [...Map.groupBy(rows, (row) => row[name])].map(([id, alike]) => ({ id, count: sum(alike) }));
  return counts.sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
}

function sum(rows: readonly FacetRow[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
