import type { Listing } from './catalog.ts';
import type { Choices } from './facets.ts';

/** The orders that a search may be read in. `relevance` without words is the order of `popular`. */
export const searchSorts = ['relevance', 'new', 'popular', 'name'] as const;

/** One of `searchSorts`. */
export type SearchSort = (typeof searchSorts)[number];

/** Something that a search may leave out: an app has the trait when it asks for one of these scopes, or is by a developer who has proven no domain. */
export interface Trait {
  id: string;
  scopes: readonly string[];
  /** Whether all apps have it whose developer has proven no domain. */
  isOfUnproven?: boolean;
}

/** What to look for; every part but `sort` and `limit` may be left out. `limit` 1 to 100. */
export interface SearchQuery extends Choices {
  query?: string | undefined;
  /** To be counted: how many apps do without each. 50 at most. */
  traits?: readonly Trait[] | undefined;
  /** Ids of `traits`; apps that have one of them are left out. */
  without?: readonly string[] | undefined;
  sort: SearchSort;
  cursor?: string | undefined;
  limit: number;
}

/** How many apps of a category match. */
export interface CategoryCount {
  id: string;
  count: number;
}

/** What a search may be narrowed by, and how many apps would then match; null where many more match than are counted. */
export interface FacetCount {
  id: string;
  count: number | null;
}

/** Ways on from a search that found nothing. */
export interface Instead {
  /** How many match the words when filters are not asked for; null for more than are counted. */
  withoutFilters: number | null;
  /** Each word alone, where apps have it; none for a query of one word. The count is null where it is large. */
  queries: { query: string; count: number | null }[];
  /**
   * Categories in which the words are when filters are not asked for; else those whose names are near to a word of the query, else the largest ones.
   * Three at most.
   */
  categories: CategoryCount[];
}

/**
 * A page of listings. `total` counts all that match, up to 500 of them; `categories`, `prices` and `languages` what would match with each, and `traits`
 * what would without each trait, the other filters as they are.
 */
export interface SearchResult {
  items: Listing[];
  nextCursor: string | null;
  total: number;
  /** Whether more match than `total`, since no more are counted. */
  isMore: boolean;
  categories: FacetCount[];
  prices: FacetCount[];
  languages: FacetCount[];
  traits: FacetCount[];
  /** What was looked for instead of the query, when no app has its words and others are near to them. */
  correctedQuery: string | null;
  /** What to try when nothing was found; null when something was. */
  instead: Instead | null;
}

/** An app that somebody who is typing may mean. */
export interface Suggestion {
  appId: string;
  slug: string;
  name: string;
  logo: string | null;
}

/** What of a listed app changes without a publication: what its developer is called, which domain they have proven, and how many workspaces have it. */
export interface StoreFacts {
  appId: string;
  ownerId: string;
  developer: string;
  /** Null for none. */
  developerDomain: string | null;
  installs: number;
}
