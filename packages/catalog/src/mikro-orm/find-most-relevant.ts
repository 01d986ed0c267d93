import type { EntityManager } from '@mikro-orm/postgresql';
import { isSoonFound } from './match-words.ts';
import { groupsOf, levelOf, levelsOf, topLevel, type Sought } from './levels.ts';
import type { PageQuery } from './page-query.ts';
import { perLevel } from './place-after.ts';
import { sortPlaces, walkPlaces, type Order, type Place } from './read-places.ts';

const byInstalls: Order = {
  key: { sql: 'l.installs', values: [] },
  cast: 'int',
  shown: 'm.key::text',
  direction: 'desc',
};

/**
 * The order of relevance: the name is the query, the name has the words, the name has words that begin with them, name and summary have, developer or
 * category, too, the description, too; within each of these levels by installs. Of many that match, those with the words in their names are read first, then
 * those with the words in what else is short, until the page is full: all of a kind by one look into its index, unless there are too many to be sorted.
 */
export async function findMostRelevant(em: EntityManager, query: PageQuery): Promise<Place[]> {
  const { filters, after, limit, bounds } = query;
  const from = after === undefined ? topLevel : Number(BigInt(after.key) / perLevel);
  const order = levelOrder(query);
  const places: Place[] = [];
  for (const group of groupsOf(query, query.matches)) {
    const levels = group.levels.filter((level) => level <= from);
    const rest = limit - places.length;
    if (levels.length === 0 || rest === 0) continue;
    const isLarge = levels.some((level) => isWalked(level, query));
    const wanted = { conditions: [...group.conditions, ...filters], order, after, limit: rest };
    const sorted = isLarge ? undefined : await sortPlaces(em, wanted, bounds.sorted);
    places.push(...(sorted ?? (await readLevels(em, levels, { ...query, limit: rest }))));
  }
  return places;
}

/** One level after the other: along the index of installs where many apps are of it, else sorted. */
async function readLevels(em: EntityManager, levels: readonly number[], query: PageQuery): Promise<Place[]> {
  const { matches, filters, after, limit, bounds } = query;
  const places: Place[] = [];
  for (const level of levels) {
    if (places.length === limit) break;
    const wanted = {
      conditions: [...levelsOf(query, matches)[level]!, ...filters],
      order: byInstalls,
      after: within(level, after),
      limit: limit - places.length,
    };
    // One alone was tried.
    const sorted =
      levels.length === 1 || isWalked(level, query) ? undefined : await sortPlaces(em, wanted, bounds.sorted);
    const found = sorted ?? (await walkPlaces(em, wanted));
    places.push(...found.map(({ appId, sortKey }) => ({ appId, sortKey: String(startOf(level) + BigInt(sortKey)) })));
  }
  return places;
}

/** Whether a level has so many apps that the first are soon found along the index of installs. */
function isWalked(level: number, { sample, bounds }: PageQuery): boolean {
  const count = sample.levels[level]!;
  // Of one alone, it may be by chance.
  return count >= bounds.walked || (count > 1 && isSoonFound(count, sample));
}

/** The same order, for apps of several levels at once: the level and, within it, the number of installs. */
export function levelOrder(sought: Sought): Order {
  const { sql, values } = levelOf(sought);
  const key = { sql: `${sql}::bigint * ${perLevel} + l.installs`, values };
  return { key, cast: 'bigint', shown: 'm.key::text', direction: 'desc' };
}

function startOf(level: number): bigint {
  return BigInt(level) * perLevel;
}

/** A cursor as one of the installs of its level; none for the levels below. */
function within(level: number, after: PageQuery['after']): PageQuery['after'] {
  if (after === undefined || BigInt(after.key) / perLevel !== BigInt(level)) return undefined;
  return { key: String(BigInt(after.key) % perLevel), id: after.id };
}
