import type { EntityManager } from '@mikro-orm/postgresql';
import type { SearchSort } from '../search.ts';
import type { Place } from './read-places.ts';
import type { SearchCursor } from './search-cursor.ts';

/** An app of a level of relevance is sorted by level * 10^10 + installs. */
export const perLevel = 10_000_000_000n;

// More than any app has, in PostgreSQL's integer.
const mostInstalls = 2_147_483_647;

const isByInstalls: Record<SearchSort, boolean> = { name: false, new: false, popular: true, relevance: true };

/** What may be told of the last place of a page. */
export function toCursor({ appId, sortKey }: Place, sort: SearchSort): SearchCursor {
  return { key: isByInstalls[sort] ? String(BigInt(sortKey) / perLevel) : sortKey, id: appId };
}

/**
 * The place that a page begins after: the app's, by the installs that it has now. Where the app is gone from the store's lists meanwhile, its level begins anew, so that
 * apps may come twice and none is left out.
 */
export async function placeAfter(
  em: EntityManager,
  { key, id }: SearchCursor,
  sort: SearchSort,
): Promise<SearchCursor> {
  if (!isByInstalls[sort]) return { key, id };
  const [listing] = await em.execute<{ installs: number }[]>('select installs from catalog.listings where app_id = ?', [
    id,
  ]);
  return { key: String(BigInt(key) * perLevel + BigInt(listing?.installs ?? mostInstalls)), id };
}
