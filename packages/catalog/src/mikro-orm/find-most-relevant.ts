import type { EntityManager } from '@mikro-orm/postgresql';
import { isSoonFound } from './match-words.ts';
import { groupsOf, levelOf, levelsOf, topLevel, type Sought } from './levels.ts';
import type { PageQuery } from './page-query.ts';
import { perLevel } from './place-after.ts';
import { sortPlaces, walkFirst, walkPlaces, type Order, type Place, type PlaceQuery } from './read-places.ts';

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
    const rest = { ...query, limit: limit - places.length };
    if (levels.length === 0 || rest.limit === 0) continue;
    // Those that have the words nowhere but in their descriptions are most of what matches, where so few others do.
    const isMost = levels.includes(0) && after === undefined;
    const walked = isMost ? await walkFirst(em, toQuery(0, rest), bounds.soonest) : undefined;
    if (walked !== undefined) {
      places.push(...walked.map(asOf(0)));
      continue;
    }
    const isLarge = levels.some((level) => isWalked(level, query));
    const wanted = { conditions: [...group.conditions, ...filters], order, after, limit: rest.limit };
    const sorted = isLarge ? undefined : await sortPlaces(em, wanted, bounds.sorted);
    places.push(...(sorted ?? (await readLevels(em, levels, rest))));
  }
  return places;
}

/** One level after the other of those that are too many together: along the index of installs, but for those that hardly any of the sample are of. */
async function readLevels(em: EntityManager, levels: readonly number[], query: PageQuery): Promise<Place[]> {
  const { sample, limit, bounds } = query;
  const places: Place[] = [];
  for (const level of levels) {
    if (places.length === limit) break;
    const wanted = toQuery(level, { ...query, limit: limit - places.length });
    const isSmall = levels.length > 1 && sample.levels[level]! < leastSure;
    const sorted = isSmall ? await sortPlaces(em, wanted, bounds.sorted) : undefined;
    places.push(...(sorted ?? (await walkPlaces(em, wanted))).map(asOf(level)));
  }
  return places;
}

/** Whether a level has so many apps that the first are soon found along the index of installs. */
function isWalked(level: number, { sample, bounds }: PageQuery): boolean {
  const count = sample.levels[level]!;
  return count >= bounds.walked || (count >= leastSure && isSoonFound(count, sample));
}

// One of a sample may be there by chance.
const leastSure = 2;

/** Apps of one level by their installs. */
function toQuery(level: number, { matches, filters, after, limit, ...sought }: PageQuery): PlaceQuery {
  const conditions = [...levelsOf(sought, matches)[level]!, ...filters];
  return { conditions, order: byInstalls, after: within(level, after), limit };
}

const asOf =
  (level: number) =>
  ({ appId, sortKey }: Place): Place => ({ appId, sortKey: String(startOf(level) + BigInt(sortKey)) });

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
