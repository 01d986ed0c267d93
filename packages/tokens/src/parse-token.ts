import { base62, checksumLength, checksumOf, randomLength } from './token-format.ts';

export type ParsedToken<Prefix extends string = string> =
  { ok: true; prefix: Prefix } | { ok: false; reason: 'malformed' | 'checksum' };

const shape = new RegExp(`^[${base62}]{${randomLength + checksumLength}}$`);

/** Checks form and CRC-32, so that a typing error or a stray string costs no look-up. */
export function parseToken<const Prefix extends string>(
  text: string,
  prefixes: readonly Prefix[],
): ParsedToken<Prefix> {
  const prefix = prefixes.find((candidate) => text.startsWith(`${candidate}_`));
  if (prefix === undefined || text.length !== prefix.length + 1 + randomLength + checksumLength) {
    return { ok: false, reason: 'malformed' };
  }
  if (!shape.test(text.slice(prefix.length + 1))) return { ok: false, reason: 'malformed' };
  const body = text.slice(0, -checksumLength);
  return text.slice(-checksumLength) === checksumOf(body) ? { ok: true, prefix } : { ok: false, reason: 'checksum' };
}
