import { toTsQuery } from '../to-words.ts';
import { has, type Condition } from './condition.ts';
import type { Sample } from './take-sample.ts';

/**
 * The condition that apps have the words. What many apps have is not looked up in the index, which would list all apps that have each word, but apps are read until enough
 * have the words: where that reads less than the lists are long.
 */
export function matchWords(words: readonly string[], { among, lookedUp }: Sample): Condition {
  const condition = has('l.words', toTsQuery(words));
  const { sql, values, unindexed = sql } = condition;
  return among >= leastAmong && among * lookedUp >= frequentFrom ? { sql: unindexed, values } : condition;
}

// Measured: to read an app costs as much as five of a list, and a search counts 500 matches.
const frequentFrom = 900;
// Fewer of a sample may be so by chance.
const leastAmong = 6;
