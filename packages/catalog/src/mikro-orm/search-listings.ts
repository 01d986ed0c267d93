import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import type { Listing, SearchQuery, SearchResult } from '../catalog.ts';
import { toStoredText } from './to-stored-text.ts';

const order = {
  name: { key: 'l.name_key', cast: 'text', shown: 'l.name_key', direction: 'asc', after: '>' },
  new: {
    key: 'l.published_at',
    cast: 'timestamptz',
    shown: `to_char(l.published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    direction: 'desc',
    after: '<',
  },
} as const;

/** Searches the latest published versions; each word of the query may be the beginning of a word. Refuses a cursor that is none. */
export async function searchListings(em: EntityManager, search: SearchQuery): Promise<SearchResult> {
  const { category } = search;
  const cursor = search.cursor === undefined ? undefined : readCursor(search.cursor, search.sort);
  const matches = matchWords(search.query ?? '');
  const categories = await em.execute<{ id: string; count: number }[]>(
    `select l.category as id, count(*)::int as count from catalog.listings l
     where ${matches.sql} group by 1 order by 2 desc, 1`,
    matches.values,
  );
  const rows = await findPage(em, search, [
    matches,
    ...(category === undefined ? [] : [{ sql: 'l.category = ?', values: [toStoredText(category)] }]),
    ...(cursor === undefined ? [] : [afterCursor(cursor, search.sort)]),
  ]);
  const items = rows.slice(0, search.limit);
  const last = rows.length > search.limit ? items.at(-1) : undefined;
  const counted = category === undefined ? categories : categories.filter(({ id }) => id === category);
  return {
    items: items.map(toListing),
    nextCursor: last === undefined ? null : writeCursor({ key: last.sortKey, id: last.appId }),
    total: counted.reduce((sum, { count }) => sum + count, 0),
    categories,
  };
}

function toListing({ appId, slug, ownerId, version, manifest, changelog, publishedAt }: Listing): Listing {
  return { appId, slug, ownerId, version, manifest, changelog, publishedAt: new Date(publishedAt) };
}

interface Condition {
  sql: string;
  values: unknown[];
}

/** The page and one more; manifests are read for its rows alone. */
function findPage(em: EntityManager, { sort, limit }: SearchQuery, conditions: readonly Condition[]) {
  const { key, shown, direction } = order[sort];
  return em.execute<(Listing & { sortKey: string })[]>(
    `select l."appId", a.slug, a.owner_id as "ownerId", v.version, v.manifest, v.changelog, v.published_at as "publishedAt", l."sortKey"
     from (
       select row_number() over (order by ${key} ${direction}, l.app_id ${direction}) as place, l.app_id as "appId", ${shown} as "sortKey"
       from catalog.listings l where ${conditions.map(({ sql }) => sql).join(' and ')}
       order by ${key} ${direction}, l.app_id ${direction} limit ?
     ) l
     join catalog.apps a on a.id = l."appId"
     join catalog.versions v on v.app_id = a.id and v.version = a.latest_version
     order by l.place`,
    [...conditions.flatMap(({ values }) => values), limit + 1],
  );
}

function matchWords(query: string): Condition {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return { sql: 'true', values: [] };
  return { sql: `l.words @@ to_tsquery('simple', ?)`, values: [words.map((word) => `${word}:*`).join(' & ')] };
}

function afterCursor({ key, id }: Cursor, sort: SearchQuery['sort']): Condition {
  const { key: column, cast, after } = order[sort];
  return { sql: `(${column}, l.app_id) ${after} (?::${cast}, ?)`, values: [key, id] };
}

interface Cursor {
  key: string;
  id: string;
}

function writeCursor({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** A cursor is used with the order it was made for; one of another order is none. */
function readCursor(cursor: string, sort: SearchQuery['sort']): Cursor {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const fits = typeof key === 'string' && (sort === 'name' || isTimestamp(key));
    if (fits && typeof id === 'string') return { key: toStoredText(key), id: toStoredText(id) };
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

/** Whether PostgreSQL will read it: `Date` turns the 30th of February into March and knows a year 0, PostgreSQL refuses both. */
function isTimestamp(key: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/u.test(key)) return false;
  const date = new Date(key);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(key.slice(0, 19));
}
