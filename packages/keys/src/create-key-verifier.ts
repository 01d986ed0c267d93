import { hashToken, parseToken } from '@minimart/tokens';
import { systemClock, type Clock } from './clock.ts';
import { keyPrefixes, type KeyRecord } from './key-record.ts';
import type { KeyReader } from './key-store.ts';

/** A good key, or why it is none. The reason is for the operator: whoever sent the key learns only that it is not good. */
export type VerifyResult =
  { ok: true; key: KeyRecord } | { ok: false; reason: 'malformed' | 'checksum' | 'unknown' | 'revoked' | 'expired' };

/** Tells whether a text is a good key; rejects only when the look-up fails. */
export type VerifyKey = (text: string) => Promise<VerifyResult>;

const prefixes = Object.values(keyPrefixes);

/**
 * Makes the check of a key: its form and CRC-32 first, at no cost, then one read by SHA-256.
 * Nothing is cached, so a revocation counts from its commit on. Rejects when the reader does.
 */
export function createKeyVerifier({ reader, clock = systemClock }: { reader: KeyReader; clock?: Clock }): VerifyKey {
  return async (text) => {
    const parsed = parseToken(text, prefixes);
    if (!parsed.ok) return parsed;
    const key = await reader.findByHash(hashToken(text));
    if (key === undefined) return { ok: false, reason: 'unknown' };
    // Not compared with the clock: a revocation stamped by a machine whose clock is ahead counts all the same.
    if (key.revokedAt !== null) return { ok: false, reason: 'revoked' };
    if (key.expiresAt !== null && key.expiresAt <= clock.now()) return { ok: false, reason: 'expired' };
    return { ok: true, key };
  };
}
