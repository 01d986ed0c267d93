import type { SearchSort } from '../search.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { findMostRelevant, levelOrder } from './find-most-relevant.ts';
import type { PageQuery } from './page-query.ts';
import { walkPlaces, type Order, type Place } from './read-places.ts';

const utc = `to_char(m.key at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const byColumn: Record<Exclude<SearchSort, 'relevance'>, Order> = {
  name: { key: { sql: 'l.name_key', values: [] }, cast: 'text', shown: 'm.key', direction: 'asc' },
  new: { key: { sql: 'l.published_at', values: [] }, cast: 'timestamptz', shown: utc, direction: 'desc' },
  popular: { key: { sql: 'l.installs', values: [] }, cast: 'int', shown: 'm.key::text', direction: 'desc' },
};

/** What apps are sorted by. */
export function orderOf(sort: SearchSort, query: Pick<PageQuery, 'words' | 'plain'>): Order {
  return sort === 'relevance' ? levelOrder(query) : byColumn[sort];
}

/** The apps of a page, where more match than are counted: the first of so many are soon found along the order's index. */
export function findPage(em: EntityManager, query: PageQuery): Promise<Place[]> {
  if (query.sort === 'relevance') return findMostRelevant(em, query);
  const { matches, filters, after, limit, sort } = query;
  return walkPlaces(em, { conditions: [...matches, ...filters], order: byColumn[sort], after, limit });
}
