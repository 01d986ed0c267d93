import type { EntityManager } from '@mikro-orm/postgresql';
import type { Suggestion } from '../search.ts';
import { toTsQuery, toWords } from '../to-words.ts';
import { has, not } from './condition.ts';
import { correctWords } from './correct-words.ts';
import { readListings } from './read-listings.ts';
import { sortPlaces, walkPlaces, type Order, type Place } from './read-places.ts';
import type { SearchBounds } from './search-bounds.ts';
import { toPlain } from './to-plain.ts';

/** What was typed so far, and how many apps are suggested at most. */
interface Typed {
  text: string;
  limit: number;
  bounds: SearchBounds;
}

/**
 * Apps whose names have words that begin with what was typed so far, those whose names begin with it first, then those that more workspaces
 * have; with the nearest words that apps have, when there is none.
 */
export async function suggestListings(em: EntityManager, { text, limit, bounds }: Typed): Promise<Suggestion[]> {
  const plain = await toPlain(em, text);
  const words = toWords(plain);
  if (words.length === 0) return [];
  const found = await findNamed(em, words, { text: plain, limit, bounds });
  if (found.length > 0) return found;
  const corrected = await correctWords(em, words);
  return corrected === undefined ? [] : findNamed(em, corrected, { text: corrected.join(' '), limit, bounds });
}

const byInstalls: Order = {
  key: { sql: 'l.installs', values: [] },
  cast: 'int',
  shown: 'm.key::text',
  direction: 'desc',
};

async function findNamed(
  em: EntityManager,
  words: readonly string[],
  { text, limit, bounds }: Typed,
): Promise<Suggestion[]> {
  const inName = has('l.name_words', toTsQuery(words, { leastLast: 1 }));
  const begins = { sql: 'starts_with(l.name_key, ?)', values: [text] };
  const places: Place[] = [];
  for (const level of [begins, not(begins)]) {
    const left = limit - places.length;
    if (left === 0) break;
    const wanted = { conditions: [inName, level], order: byInstalls, after: undefined, limit: left };
    places.push(...((await sortPlaces(em, wanted, bounds.sorted)) ?? (await walkPlaces(em, wanted))));
  }
  const listings = await readListings(
    em,
    places.map(({ appId }) => appId),
  );
  return listings.map(({ appId, slug, manifest: { name, logo = null } }) => ({ appId, slug, name, logo }));
}
