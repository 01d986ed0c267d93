import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import type { SigningScheme } from './delivery-store.ts';

const sharedPrefix = 'whsec_';
const privatePrefix = 'whsk_';
const publicPrefix = 'whpk_';

// PKCS #8 and SubjectPublicKeyInfo before the 32 bytes of an Ed25519 key (RFC 8410).
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiLength = 44;

/** A new signing secret: `whsec_` and base64 of 32 random bytes for `v1`, `whsk_` and base64 of an Ed25519 seed for `v1a` (Standard Webhooks). */
export function createSigningSecret(scheme: SigningScheme = 'v1', random = randomBytes): string {
  if (scheme === 'v1') return sharedPrefix + random(32).toString('base64');
  const { privateKey } = generateKeyPairSync('ed25519');
  return privatePrefix + privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64');
}

/** The key bytes of a `whsec_` secret; throws on anything that is not one, without repeating it. */
export function signingKeyOf(secret: string): Buffer {
  const key = bytesAfter(sharedPrefix, secret);
  if (key.length === 0) throw new Error('A signing secret is whsec_ followed by base64.');
  return key;
}

/** The Ed25519 key of a `whsk_` secret; throws on anything that is not one, without repeating it. */
export function privateKeyOf(secret: string): KeyObject {
  const seed = bytesAfter(privatePrefix, secret);
  if (seed.length !== 32) throw new Error('A private signing key is whsk_ followed by base64 of 32 bytes.');
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
}

/** What a receiver verifies with: `whpk_` and base64 of the Ed25519 public key of a `whsk_` secret. */
export function publicKeyOf(secret: string): string {
  const der = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' });
  return publicPrefix + der.subarray(spkiLength - 32).toString('base64');
}

function bytesAfter(prefix: string, secret: string): Buffer {
  return Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : '', 'base64');
}
