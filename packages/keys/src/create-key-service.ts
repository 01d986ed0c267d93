import { systemClock, type Clock } from './clock.ts';
import { createKeyVerifier, type VerifyKey } from './create-key-verifier.ts';
import type { KeyStore } from './key-store.ts';
import { mintKey, type MintedKey, type MintRequest } from './mint-key.ts';

/** All that can be done with keys. */
export interface KeyService {
  /** Makes a key; its plain text is in this answer and nowhere else. */
  mint(request: MintRequest): Promise<MintedKey>;
  /** Tells whether a text is a good key, with no read for a malformed one and one read for any other. */
  verify: VerifyKey;
  /** Ends one key; false when there is no live key with the id. */
  revoke(id: string, reason: string): Promise<boolean>;
  /** Ends every live key of a subject; the ids of those ended now. */
  revokeBySubject(subject: string, reason: string): Promise<string[]>;
  /** Leaves a live key only those of its scopes that are in `keep`, and never adds one; what is left, or undefined when no live key has the id. */
  narrow(id: string, keep: readonly string[]): Promise<string[] | undefined>;
}

/** What a key service is wired from; `random` answers 32 base62 characters and is for tests alone. */
export interface KeyServicePorts {
  store: KeyStore;
  clock?: Clock;
  random?: () => string;
}

/** Wires the key service to a store. */
export function createKeyService({ store, clock = systemClock, random }: KeyServicePorts): KeyService {
  return {
    mint: (request) => mintKey({ store, clock, random }, request),
    verify: createKeyVerifier({ reader: store, clock }),
    revoke: (id, reason) => store.revoke(id, clock.now(), reason),
    revokeBySubject: (subject, reason) => store.revokeBySubject(subject, clock.now(), reason),
    narrow: (id, keep) => store.keepScopes(id, keep),
  };
}
