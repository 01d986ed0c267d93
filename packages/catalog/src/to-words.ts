const mostWords = 12;
// PostgreSQL takes 2,046 bytes a word.
const longest = 100;

/** The words of a text that is in lower case and without accents; the first 12 that differ, 100 characters of each. */
export function toWords(plain: string): string[] {
  const words = (plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map((word) => [...word].slice(0, longest).join(''));
  return [...new Set(words)].slice(0, mostWords);
}

// Beginnings cost most: each is looked up as all the words that begin so.
const mostBeginnings = 3;

/**
 * A tsquery in which all words must be, and must have one of the weights, where they are given. The last one, as it may still be being typed, may be the beginning of
 * a word from `leastLast` letters on; so may the others of three letters or more, in a query of three words at most.
 */
export function toTsQuery(
  words: readonly string[],
  how?: { weights?: string; whole?: boolean; leastLast?: number },
): string {
  return toTsQueryParts(words, how).join(' & ');
}

/** The same, word by word. */
export function toTsQueryParts(
  words: readonly string[],
  { weights = '', whole = false, leastLast = 2 } = {},
): string[] {
  return words.map((word, place) => {
    const isLast = place === words.length - 1;
    const isBeginning = isLongEnough(word, isLast ? leastLast : 3) && (isLast || words.length <= mostBeginnings);
    const marks = `${whole || !isBeginning ? '' : '*'}${weights}`;
    return marks === '' ? word : `${word}:${marks}`;
  });
}

/** Many apps have a word that begins with given Latin letters, and have it by chance; a sign of another script may be a word. */
function isLongEnough(word: string, least: number): boolean {
  return word.length >= least || !/^[a-z0-9]+$/u.test(word);
}
