import { customAlphabet } from 'nanoid';
import { base62, checksumOf, randomLength } from './token-format.ts';

const randomPart = customAlphabet(base62, randomLength);

/** A new secret: `<prefix>_`, 32 base62 characters from nanoid (190 bits), and a CRC-32 of all before as six more. */
export function mintToken(prefix: string, random: () => string = randomPart): string {
  const body = `${prefix}_${random()}`;
  return body + checksumOf(body);
}
