import { toTsQuery } from '../to-words.ts';
import { has, not, type Condition } from './condition.ts';

/** What somebody looks for: its words, and the query as a whole, in lower case and without accents. */
export interface Sought {
  words: readonly string[];
  plain: string;
}

/** The level of the most relevant apps; the least relevant are of 0. */
export const topLevel = 5;

/** What apps of each level are like, the least relevant first; `matches` is the condition that they have the words at all. */
export function levelsOf(sought: Sought, matches: readonly Condition[]): Condition[][] {
  const { isName, whole, inName, inTitle, inFacts } = partsOf(sought);
  return [
    [...matches, not(inFacts)],
    [inFacts, not(inTitle)],
    [inTitle, not(inName)],
    [inName, not(whole), not(isName)],
    [whole, not(isName)],
    [isName, inName],
  ];
}

/** Levels that one look into an index finds together, the most relevant first, and what their apps are like. */
export function groupsOf(
  sought: Sought,
  matches: readonly Condition[],
): { levels: number[]; conditions: Condition[] }[] {
  const { inName, inFacts } = partsOf(sought);
  return [
    { levels: [5, 4, 3], conditions: [inName] },
    { levels: [2, 1], conditions: [inFacts, not(inName)] },
    { levels: [0], conditions: [...matches, not(inFacts)] },
  ];
}

/** The level of an app that has the words, as a number. */
export function levelOf(sought: Sought): Condition {
  const { isName, whole, inName, inTitle, inFacts } = partsOf(sought);
  const cases = [{ sql: `${isName.sql} and ${inName.sql}`, values: [...isName.values, ...inName.values] }]
    .concat([whole, inName, inTitle, inFacts].map(({ sql, values }) => ({ sql, values: [...values] })))
    .map(({ sql, values }, place) => ({ sql: `when ${sql} then ${topLevel - place}`, values }));
  return {
    sql: `(case ${cases.map((each) => each.sql).join(' ')} else 0 end)`,
    values: cases.flatMap((each) => each.values),
  };
}

function partsOf({ words, plain }: Sought) {
  const query = toTsQuery(words);
  return {
    isName: { sql: 'l.name_key = ?', values: [plain] },
    whole: has('l.name_words', toTsQuery(words, { whole: true })),
    inName: has('l.name_words', query),
    inTitle: has('l.title_words', toTsQuery(words, { weights: 'AB' })),
    inFacts: has('l.title_words', query),
  };
}
