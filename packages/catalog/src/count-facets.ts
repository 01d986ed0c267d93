import type { CategoryCount } from './search.ts';

/** How many apps of a category have exactly these traits: bit n stands for the trait numbered n. */
export interface FacetRow {
  category: string;
  traits: bigint;
  count: number;
}

/** Which of the counted are asked for; `without` as bits. */
interface FacetFilter {
  category?: string | undefined;
  without: bigint;
}

/**
 * What the rows come to. Each number says what a visitor would get by choosing it beside what is chosen already: a category's leaves the chosen
 * category out of account.
 */
export function countFacets(
  rows: readonly FacetRow[],
  traitIds: readonly string[],
  { category, without }: FacetFilter,
): { total: number; categories: CategoryCount[]; traits: CategoryCount[] } {
  const allowed = rows.filter(({ traits }) => (traits & without) === 0n);
  const within = category === undefined ? allowed : allowed.filter((row) => row.category === category);
  const categories = new Map<string, number>();
  for (const row of allowed) categories.set(row.category, (categories.get(row.category) ?? 0) + row.count);
  return {
    total: sum(within),
    categories: [...categories]
      .map(([id, count]) => ({ id, count }))
      .sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1)),
    traits: traitIds.map((id, place) => ({
      id,
      count: sum(within.filter(({ traits }) => (traits & (1n << BigInt(place))) === 0n)),
    })),
  };
}

function sum(rows: readonly FacetRow[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
