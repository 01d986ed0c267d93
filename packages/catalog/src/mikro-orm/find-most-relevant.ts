import type { EntityManager } from '@mikro-orm/postgresql';
import { toTsQuery } from '../to-words.ts';
import { has, not, type Condition } from './condition.ts';
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
 * category, too, the description, too; within each of these levels by installs. Of many that match, one level after the other is read until the page is
 * full.
 */
export async function findMostRelevant(em: EntityManager, query: PageQuery): Promise<Place[]> {
  const { filters, after, limit, bounds } = query;
  const from = after === undefined ? topLevel : Number(BigInt(after.key) / perLevel);
  const places: Place[] = [];
  for (let level = Math.min(from, topLevel); level >= 0 && places.length < limit; level -= 1) {
    const rest = {
      conditions: [...levelsOf(query)[level]!, ...filters],
      order: byInstalls,
      after: level === from ? within(after) : undefined,
      limit: limit - places.length,
    };
    const found = (await sortPlaces(em, rest, bounds.sorted)) ?? (await walkPlaces(em, rest));
    places.push(...found.map(({ appId, sortKey }) => ({ appId, sortKey: String(startOf(level) + BigInt(sortKey)) })));
  }
  return places;
}

const topLevel = 5;

/** What apps of each level are like, the least relevant first. */
function levelsOf(query: PageQuery): Condition[][] {
  const { isName, whole, inName, inTitle, inFacts } = partsOf(query);
  return [
    [...query.matches, not(inFacts)],
    [inFacts, not(inTitle)],
    [inTitle, not(inName)],
    [inName, not(whole), not(isName)],
    [whole, not(isName)],
    [isName, inName],
  ];
}

/** The same order, for all that match at once: the level and, within it, the number of installs. */
export function levelOrder(query: Pick<PageQuery, 'words' | 'plain'>): Order {
  const { isName, whole, inName, inTitle, inFacts } = partsOf(query);
  const cases = [{ sql: `${isName.sql} and ${inName.sql}`, values: [...isName.values, ...inName.values] }]
    .concat([whole, inName, inTitle, inFacts].map(({ sql, values }) => ({ sql, values: [...values] })))
    .map(({ sql, values }, place) => ({ sql: `when ${sql} then ${topLevel - place}`, values }));
  const sql = `(case ${cases.map((each) => each.sql).join(' ')} else 0 end)::bigint * ${perLevel} + l.installs`;
  const values = cases.flatMap((each) => each.values);
  return { key: { sql, values }, cast: 'bigint', shown: 'm.key::text', direction: 'desc' };
}

function partsOf({ words, plain }: Pick<PageQuery, 'words' | 'plain'>) {
  const query = toTsQuery(words);
  return {
    isName: { sql: 'l.name_key = ?', values: [plain] },
    whole: has('l.name_words', toTsQuery(words, { whole: true })),
    inName: has('l.name_words', query),
    inTitle: has('l.title_words', toTsQuery(words, { weights: 'AB' })),
    inFacts: has('l.title_words', query),
  };
}

function startOf(level: number): bigint {
  return BigInt(level) * perLevel;
}

/** A cursor as one of the installs of its level. */
function within(after: PageQuery['after']): PageQuery['after'] {
  if (after === undefined) return undefined;
  return { key: String(BigInt(after.key) % perLevel), id: after.id };
}
