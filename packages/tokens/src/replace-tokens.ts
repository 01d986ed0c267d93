import { parseToken } from './parse-token.ts';
import { checksumLength, randomLength } from './token-format.ts';

// Words that say of what kind it is, then what `mintToken` put behind them.
const shape = new RegExp(`(?:[a-z]{1,12}_){1,4}[0-9A-Za-z]{${randomLength + checksumLength}}`, 'g');

/**
 * The text with something in place of each token, of whatever kind: found by its form and its checksum, so that nobody need know it. It may stand
 * right next to other letters, which may look like the beginning or the end of it.
 */
export function replaceTokens(text: string, replacementOf: (token: string) => string): string {
  // Looking for the one sign that each has costs next to nothing, and few texts have it.
  if (!text.includes('_')) return text;
  return text.replaceAll(shape, (found) => {
    const ends = found.lastIndexOf('_');
    // What stands before it without a gap, such as the rest of an escape, looks like a part of its first word.
    for (let start = 0; start < ends; start += 1) {
      const token = found.slice(start);
      if (parseToken(token, [found.slice(start, ends)]).ok) return found.slice(0, start) + replacementOf(token);
    }
    return found;
  });
}
