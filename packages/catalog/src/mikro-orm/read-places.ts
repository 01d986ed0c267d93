import type { EntityManager } from '@mikro-orm/postgresql';
import { all, type Condition } from './condition.ts';

/** An app, and what it is sorted by as a text. */
export interface Place {
  appId: string;
  sortKey: string;
}

/** What apps are sorted by, and then by their ids in the same direction. */
export interface Order {
  key: Condition;
  cast: 'text' | 'timestamptz' | 'int' | 'bigint';
  /** The SQL that makes a text of a key named `m.key`. */
  shown: string;
  direction: 'asc' | 'desc';
}

/** Which apps to read in which order, and after which one. */
export interface PlaceQuery {
  conditions: readonly Condition[];
  order: Order;
  after: { key: string; id: string } | undefined;
  limit: number;
}

/** The first of all that match, after they are sorted; undefined where more than `most` do. */
export async function sortPlaces(em: EntityManager, query: PlaceQuery, most: number): Promise<Place[] | undefined> {
  const { key, shown, direction } = query.order;
  const where = all([...query.conditions, ...beyond(query)]);
  const rows = await em.execute<(Place & { found: number })[]>(
    `with m as materialized (select l.app_id, ${key.sql} as key from catalog.listings l where ${where.sql} limit ?)
     select m.app_id as "appId", ${shown} as "sortKey", (select count(*)::int from m) as found
     from m order by m.key ${direction}, m.app_id ${direction} limit ?`,
    [...key.values, ...where.values, most + 1, query.limit],
  );
  return (rows[0]?.found ?? 0) > most ? undefined : rows.map(({ appId, sortKey }) => ({ appId, sortKey }));
}

/** The same apps, found along the order's index: for orders that have one, and for matches so many that the first are soon found. */
export function walkPlaces(em: EntityManager, query: PlaceQuery): Promise<Place[]> {
  return walk(em, query, 'catalog.listings l');
}

/** The same for apps that may be few: undefined where the page is not full after the first `most` apps of the store. */
export async function walkFirst(em: EntityManager, query: PlaceQuery, most: number): Promise<Place[] | undefined> {
  const { key, direction } = query.order;
  const first = `(select * from catalog.listings l order by ${key.sql} ${direction}, app_id ${direction} limit ${most}) l`;
  const places = await walk(em, query, first);
  return places.length < query.limit ? undefined : places;
}

function walk(em: EntityManager, query: PlaceQuery, listings: string): Promise<Place[]> {
  const { key, shown, direction } = query.order;
  const where = all([...query.conditions, ...beyond(query)], { isIndexed: false });
  return em.execute<Place[]>(
    `select m.app_id as "appId", ${shown} as "sortKey" from (
       select l.app_id, ${key.sql} as key from ${listings} where ${where.sql}
       order by 2 ${direction}, 1 ${direction} limit ?
     ) m order by m.key ${direction}, m.app_id ${direction}`,
    [...key.values, ...where.values, query.limit],
  );
}

function beyond({ order: { key, cast, direction }, after }: PlaceQuery): Condition[] {
  if (after === undefined) return [];
  const sql = `(${key.sql}, l.app_id) ${direction === 'asc' ? '>' : '<'} (?::${cast}, ?)`;
  return [{ sql, values: [...key.values, after.key, after.id] }];
}
