import { crc32 } from 'node:zlib';

/** 0-9, A-Z, a-z: letters and digits only, so that a double click selects the whole token. */
export const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const randomLength = 32;
export const checksumLength = 6;

/** CRC-32 (ISO 3309) of all that stands before it, as six base62 digits, most significant first. */
export function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** A regular expression source that matches every token with one of the prefixes, for secret scanners. */
export function tokenPattern(prefixes: readonly string[]): string {
  return `\\b(?:${prefixes.join('|')})_[0-9A-Za-z]{${randomLength + checksumLength}}\\b`;
}
