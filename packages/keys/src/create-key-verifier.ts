import { hashToken, parseToken } from '@minimart/tokens';
import { judgeKey } from './judge-key.ts';
import { keyPrefixes } from './key-record.ts';
import type { KeyReader } from './key-store.ts';
import { plainScopes, type ScopeUniverse } from './scope-set.ts';
import { KeyCheckFailed, type KeyVerifier } from './verify-result.ts';

const prefixes = Object.values(keyPrefixes);

/** Of a text that has not the form of a key or mistypes one: that it is no good; costs no look-up. */
export function findMistyped(text: string): { ok: false; reason: 'malformed' | 'checksum' } | undefined {
  const parsed = parseToken(text, prefixes);
  return parsed.ok ? undefined : parsed;
}

/** Asks the store for a key, whatever goes wrong as `KeyCheckFailed`. */
export async function askStore(reader: KeyReader, hash: Buffer): ReturnType<KeyReader['findByHash']> {
  try {
    return await reader.findByHash(hash);
  } catch (cause) {
    throw new KeyCheckFailed('The key could not be looked up.', { cause });
  }
}

/**
 * Makes the check of a key: its form and CRC-32 first, at no cost, then one read by SHA-256. Nothing is remembered, so a
 * revocation counts from its commit on. `CachedKeyVerifier` is the fast one.
 */
export function createKeyVerifier(options: { reader: KeyReader; scopes?: ScopeUniverse }): KeyVerifier {
  const { reader, scopes = plainScopes } = options;
  return {
    known: findMistyped,
    verify: async (text) => findMistyped(text) ?? judgeKey(await askStore(reader, hashToken(text)), scopes),
  };
}
