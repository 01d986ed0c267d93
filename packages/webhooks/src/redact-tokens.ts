import { parseToken } from '@minimart/tokens';
import { redacted, type Redactor } from './redact-secrets.ts';

// Words that say of what kind it is, then 32 random characters and 6 of checksum.
const shape = /(?:[a-z]{1,12}_){1,4}[0-9A-Za-z]{38}(?![0-9A-Za-z])/g;

/**
 * A redactor that also takes out whatever is a token of the platform by its own checksum, known or not: a server that is handed a new key may
 * repeat the one before, which lives on for the overlap and which the platform has nowhere in the clear.
 */
export function withTokensRedacted({ text, cutText, headers }: Redactor): Redactor {
  return {
    text: (from) => redactTokens(text(from)),
    cutText: (from) => redactTokens(cutText(from)),
    headers: (from) =>
      Object.fromEntries(Object.entries(headers(from)).map(([name, value]) => [name, redactTokens(value)])),
  };
}

function redactTokens(text: string): string {
  return text.replaceAll(shape, (found) => {
    const ends = found.lastIndexOf('_');
    // What stands before it without a gap, such as the rest of an escape, looks like a part of its first word.
    for (let start = 0; start < ends; start += 1) {
      if (parseToken(found.slice(start), [found.slice(start, ends)]).ok) return found.slice(0, start) + redacted;
    }
    return found;
  });
}
