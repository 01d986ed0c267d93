import { hash } from 'node:crypto';

/** SHA-256 of a token, 32 bytes: what is stored. A token has 190 random bits, so it needs no slow hash. */
export function hashToken(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
