import { customAlphabet } from 'nanoid';
import { base62 } from './token-format.ts';

const twenty = customAlphabet(base62, 20);

/** An opaque identifier, `<prefix>_` and 20 base62 characters from nanoid (119 bits): `app_3fTq...`. */
export function createId(prefix: string): string {
  return `${prefix}_${twenty()}`;
}
