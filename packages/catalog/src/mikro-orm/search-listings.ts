import type { EntityManager } from '@mikro-orm/postgresql';
import { isChosen, type Choices } from '../facets.ts';
import type { SearchQuery, SearchResult, SearchSort, Trait } from '../search.ts';
import { toWords } from '../to-words.ts';
import { toConditions, type Condition } from './condition.ts';
import { correctWords } from './correct-words.ts';
import { findPage, orderOf } from './find-page.ts';
import { insteadOf } from './instead-of.ts';
import { matchWords } from './match-words.ts';
import { readListings } from './read-listings.ts';
import { readMatches, type Match } from './read-matches.ts';
import type { SearchBounds } from './search-bounds.ts';
import { placeAfter, toCursor } from './place-after.ts';
import { readCursor, writeCursor, type SearchCursor } from './search-cursor.ts';
import { noSample, takeSample, type Sample } from './take-sample.ts';
import { tallyMatches, toBits } from './tally-matches.ts';
import { toPlain } from './to-plain.ts';

/**
 * Searches the latest published versions; a word of the query may be the beginning of a word, and when no app has one of them, the nearest that
 * apps have is looked for. Refuses a cursor that is none, or one of another order.
 */
export async function searchListings(
  em: EntityManager,
  search: SearchQuery,
  bounds: SearchBounds,
): Promise<SearchResult> {
  const { category, price, language, traits = [], without = [], limit } = search;
  const choices = { category, price, language };
  const plain = (search.query ?? '').trim() === '' ? '' : await toPlain(em, search.query!);
  const words = toWords(plain);
  const sort = search.sort === 'relevance' && words.length === 0 ? 'popular' : search.sort;
  const after = search.cursor === undefined ? undefined : await placeAfter(em, readCursor(search.cursor, sort), sort);
  const most = bounds.counted;
  const left = traits.filter(({ id }) => without.includes(id));
  const filters = toConditions(choices, left);
  const asked = await findMatches(em, { words, plain }, { traits, sort, after, most, filters });
  // PostgreSQL tries them in this order: words cost less than scopes, and leave fewer.
  const conditions = [...asked.matches, ...filters];
  const order = orderOf(sort, asked);
  // Of many, those that are left by the filters may be few.
  const within =
    asked.found === undefined && filters.length > 0
      ? await readMatches(em, { conditions, traits, order, after, most })
      : asked.found?.filter(fits(choices, toBits(traits, without)));
  const counts = await tallyMatches(em, { ...asked, within }, { traits, choices, without, most });
  const places =
    within === undefined
      ? await findPage(em, { ...asked, filters, sort, after, bounds, limit: limit + 1 })
      : within.filter(({ isBeyond }) => isBeyond).slice(0, limit + 1);
  const shown = places.slice(0, limit);
  const last = places.length > limit ? shown.at(-1) : undefined;
  return {
    items: await readListings(
      em,
      shown.map(({ appId }) => appId),
    ),
    nextCursor: last === undefined ? null : writeCursor(toCursor(last, sort)),
    ...counts,
    correctedQuery: asked.isCorrected ? asked.plain : null,
    instead: counts.total > 0 ? null : await insteadOf(em, asked, most),
  };
}

const fits = (choices: Choices, without: bigint) => (match: Match) =>
  isChosen(match, choices) && (match.traits & without) === 0n;

interface Query {
  words: string[];
  plain: string;
}

interface Asked extends Query {
  /** The condition that apps have the words. */
  matches: readonly Condition[];
  sample: Sample;
  /** What has the words; undefined for more than are counted. */
  found: Match[] | undefined;
  isCorrected: boolean;
}

/**
 * What has the words of a query; those words that are nearly right put right, when that finds something. A query of signs alone has no words and finds
 * nothing; without a query, everything is found.
 */
async function findMatches(
  em: EntityManager,
  given: Query,
  how: {
    traits: readonly Trait[];
    sort: SearchSort;
    after: SearchCursor | undefined;
    most: number;
    filters: readonly Condition[];
  },
): Promise<Asked> {
  if (given.words.length === 0 && given.plain !== '')
    return { ...given, matches: [], sample: noSample, found: [], isCorrected: false };
  const find = async (query: Query) => {
    const sample = query.words.length === 0 ? noSample : await takeSample(em, query, how.filters);
    const matches = query.words.length === 0 ? [] : [matchWords(query.words, sample)];
    const order = orderOf(how.sort, query);
    return { ...query, matches, sample, found: await readMatches(em, { ...how, conditions: matches, order }) };
  };
  const asTyped = { ...(await find(given)), isCorrected: false };
  if (given.words.length === 0 || asTyped.found?.length !== 0) return asTyped;
  const corrected = await correctWords(em, given.words);
  if (corrected === undefined) return asTyped;
  const right = await find({ words: corrected, plain: corrected.join(' ') });
  return right.found?.length === 0 ? asTyped : { ...right, isCorrected: true };
}
