import { getLocale, m } from '@minimart/messages';
import { categoryLabel } from './category-label.ts';
import type { StoreFilter } from './store-path.ts';

/** What a search came to, as far as it is put into words. */
type Found = {
  total: number;
  /** Whether there are more than `total`. */
  isMore: boolean;
  categories: readonly { id: string; label: string }[];
  correctedQuery: string | null;
};

/** The words for a search: `2 apps for “tags” in Marketing`; what the category is called, and what was looked for, put right where it was nearly right. */
export function describeSearch(
  filter: StoreFilter,
  { total, isMore, categories, correctedQuery }: Found,
): { found: string; category: string; looked: string } {
  const category = categoryLabel(filter.category, categories.find(({ id }) => id === filter.category)?.label);
  const looked = correctedQuery ?? filter.query;
  const numbers = { total, isMore };
  return { found: countFound(numbers, looked, filter.category && category), category, looked };
}

function countFound({ total, isMore }: Pick<Found, 'total' | 'isMore'>, query: string, category: string): string {
  if (isMore) return countMore(total.toLocaleString(getLocale()), query, category);
  const count = total;
  if (query && category) return m.search_found_for_in({ count, query, category });
  if (query) return m.search_found_for({ count, query });
  return category ? m.search_found_in({ count, category }) : m.search_found({ count });
}

function countMore(count: string, query: string, category: string): string {
  if (query && category) return m.search_more_found_for_in({ count, query, category });
  if (query) return m.search_more_found_for({ count, query });
  return category ? m.search_more_found_in({ count, category }) : m.search_more_found({ count });
}
