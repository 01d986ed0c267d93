import { randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new signing secret, `whsec_` and base64 of 32 random bytes (Standard Webhooks, "Symmetric"). */
export function createSigningSecret(random: (size: number) => Buffer = randomBytes): string {
  return prefix + random(32).toString('base64');
}

/** The key bytes of a signing secret; throws on anything that is not one, without repeating it. */
export function signingKeyOf(secret: string): Buffer {
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : '', 'base64');
  if (key.length === 0) throw new Error('A signing secret is whsec_ followed by base64.');
  return key;
}
