import { parseToken, tokenPattern } from '@minimart/tokens';
import { keyPrefixes } from './key-record.ts';

const prefixes = Object.values(keyPrefixes);

/** A regular expression (RE2 and PCRE alike) that matches every key ever issued, for secret scanners. What it matches has a CRC-32 to check as well. */
export const keyPattern = tokenPattern(prefixes);

// Not bounded at its sides: in a log or an address a key may stand right next to other letters.
const unbounded = new RegExp(`(?:${prefixes.join('|')})_[0-9A-Za-z]{38}`, 'g');
const mark = /mm_(?:live|test)_/;

/** The keys that stand in a text, once each; only what has the form and the checksum of a key counts. */
export function findKeys(text: string): string[] {
  if (!mark.test(text)) return [];
  const found = (text.match(unbounded) ?? []).filter((candidate) => parseToken(candidate, prefixes).ok);
  return [...new Set(found)];
}
