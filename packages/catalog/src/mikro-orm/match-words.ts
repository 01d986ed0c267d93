import { toTsQueryParts } from '../to-words.ts';
import { has, type Condition } from './condition.ts';
import { sampled, type Sample } from './take-sample.ts';

/**
 * The condition that apps have the words. What many apps have is not looked up in the index, which would list all apps that have each word, but apps are
 * read until enough have the words; and beside rarer words, one that half of the apps have is not looked up either.
 */
export function matchWords(words: readonly string[], sample: Sample): Condition {
  const parts = toTsQueryParts(words);
  const { sql, values, unindexed = sql } = has('l.words', parts.join(' & '));
  if (sample.among >= leastAmong && isSoonFound(sample.among, sample)) return { sql: unindexed, values };
  const rare = parts.filter((_part, place) => sample.each[place]! < sampled / 2);
  if (rare.length === 0 || rare.length === parts.length) return { sql, values, unindexed };
  const lookedUp = has('l.words', rare.join(' & '));
  return {
    sql: `${lookedUp.sql} and ${unindexed}`,
    values: [...lookedUp.values, ...values],
    unindexed,
    unindexedValues: values,
  };
}

/** Whether apps, so many of the sample, are found by reading one after the other sooner than by the lists that the index has of each word. */
export function isSoonFound(count: number, { each }: Sample): boolean {
  return count * each.reduce((sum, one) => sum + one, 0) >= frequentFrom;
}

// Measured: to read an app costs as much as five entries of a list, and a search counts 500 matches.
const frequentFrom = 900;
// Fewer of a sample may be so by chance.
const leastAmong = 6;
