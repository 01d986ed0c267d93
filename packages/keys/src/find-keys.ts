import { describeToken, parseToken, tokenPattern } from '@minimart/tokens';
import { keyPrefixes } from './key-record.ts';

const prefixes = Object.values(keyPrefixes);

/** A regular expression (RE2 and PCRE alike) that matches every key ever issued, for secret scanners. What it matches has a CRC-32 to check as well. */
export const keyPattern = tokenPattern(prefixes);

// Not bounded at its sides, and looked for at every place: in a log or an address a key may stand right next to other letters, which may look
// like the beginning of one.
const anywhere = new RegExp(`(?=((?:${prefixes.join('|')})_[0-9A-Za-z]{38}))`, 'g');
const mark = /mm_(?:live|test)_/;

/** The keys that stand in a text, once each; only what has the form and the checksum of a key counts. */
export function findKeys(text: string): string[] {
  if (!mark.test(text)) return [];
  const candidates = Array.from(text.matchAll(anywhere), ([, candidate]) => candidate!);
  return [...new Set(candidates.filter((candidate) => parseToken(candidate, prefixes).ok))];
}

/** The text with what may be shown of each key in place of the key: its beginning and its last four characters. */
export function redactKeys(text: string): string {
  return findKeys(text).reduce((redacted, key) => {
    const { start, lastFour } = describeToken(key);
    return redacted.replaceAll(key, `${start}...${lastFour}`);
  }, text);
}
