import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import type { Listing, SearchQuery, SearchResult } from '../catalog.ts';

// What a visitor may find an app by. Words are matched without stemming: names and products are no English.
const text = `to_tsvector('simple', concat_ws(' ', v.manifest->>'name', v.manifest->>'summary', v.manifest->>'description', v.manifest->>'category'))`;
const published = `from catalog.apps a join catalog.versions v on v.app_id = a.id and v.version = a.latest_version`;
const prefixWords = (query: string) => (query.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(' & ');

const order = {
  name: { key: `lower(v.manifest->>'name')`, direction: 'asc', after: '>' },
  new: {
    key: `to_char(v.published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
    direction: 'desc',
    after: '<',
  },
} as const;

/** Searches the latest published versions; each word of the query may be the beginning of a word. Refuses a cursor that is none. */
export async function searchListings(em: EntityManager, search: SearchQuery): Promise<SearchResult> {
  const { category, cursor, limit } = search;
  const { key, direction, after } = order[search.sort];
  const words = prefixWords(search.query ?? '');
  const matches = words === '' ? 'true' : `${text} @@ to_tsquery('simple', ?)`;
  const wordValues = words === '' ? [] : [words];
  const categories = await em.execute<{ id: string; count: number }[]>(
    `select v.manifest->>'category' as id, count(*)::int as count ${published} where ${matches} group by 1 order by 2 desc, 1`,
    wordValues,
  );
  const at = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await em.execute<(Listing & { sortKey: string })[]>(
    `select a.id as "appId", a.slug, a.owner_id as "ownerId", v.version, v.manifest, v.changelog,
       v.published_at as "publishedAt", ${key} as "sortKey"
     ${published} where ${matches} and (?::text is null or v.manifest->>'category' = ?)
       and (?::text is null or (${key}, a.id) ${after} (?, ?))
     order by ${key} ${direction}, a.id ${direction} limit ?`,
    [...wordValues, category ?? null, category ?? null, at?.key ?? null, at?.key ?? null, at?.id ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const counted = category === undefined ? categories : categories.filter(({ id }) => id === category);
  return {
    items: items.map(({ sortKey: _, ...listing }) => ({ ...listing, publishedAt: new Date(listing.publishedAt) })),
    nextCursor: last === undefined ? null : writeCursor({ key: last.sortKey, id: last.appId }),
    total: counted.reduce((sum, { count }) => sum + count, 0),
    categories,
  };
}

interface Cursor {
  key: string;
  id: string;
}

function writeCursor({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

function readCursor(cursor: string): Cursor {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof key === 'string' && typeof id === 'string') return { key, id };
  } catch {
    // not JSON: the same answer as for JSON of another shape
  }
  const message = 'Send the nextCursor of the page before, or leave it out.';
  throw new Refusal<CatalogErrorCode>({
    code: 'invalid_request',
    detail: `The cursor is not one. ${message}`,
    errors: [{ path: 'query.cursor', message }],
  });
}
