import type { CheckedKey } from './key-record.ts';
import type { ScopeSet } from './scope-set.ts';

/** Why a text is no good key. For the operator and the audit: whoever sent the key learns only that it is not good, or that it is suspended. */
export type BadKeyReason = 'malformed' | 'checksum' | 'unknown' | 'revoked' | 'disabled' | 'expired' | 'suspended';

/** A good key and what it may do. */
export interface GoodKey {
  ok: true;
  key: CheckedKey;
  scopes: ScopeSet;
}

/** No good key; `key` where the store knows it. */
export interface BadKey {
  ok: false;
  reason: BadKeyReason;
  key?: CheckedKey;
}

/** A good key, or why it is none. */
export type VerifyResult = GoodKey | BadKey;

/** Tells whether a text is a good key; rejects with `KeyCheckFailed` when the store cannot be asked. */
export type VerifyKey = (text: string) => Promise<VerifyResult>;

/** Checks keys. */
export interface KeyVerifier {
  /** What can be told without asking the store: of a malformed text always, of a key when it is remembered; else undefined. */
  known(text: string): VerifyResult | undefined;
  verify: VerifyKey;
}

/** The store could not be asked, so nothing is known of the key: neither good nor bad. Its `cause` is the store's error. */
export class KeyCheckFailed extends Error {
  override readonly name = 'KeyCheckFailed';
}
