import type { KeyRecord } from './key-record.ts';

/** The one read that verifying a key costs. */
export interface KeyReader {
  /** The key with this SHA-256, as it is in the store now, ended or not. */
  findByHash(hash: Buffer): Promise<KeyRecord | undefined>;
}

/** Where keys are kept; each change is atomic, and none brings an ended key back. */
export interface KeyStore extends KeyReader {
  /** Adds a key; rejects when its id or hash is there already. */
  insert(record: KeyRecord): Promise<void>;
  /** Every key ever made for a subject, oldest first. */
  findBySubject(subject: string): Promise<KeyRecord[]>;
  /** Ends one key; false when it is unknown or had ended before (its first time and reason stand). */
  revoke(id: string, at: Date, reason: string): Promise<boolean>;
  /** Ends every live key of a subject and answers the ids of those ended now. */
  revokeBySubject(subject: string, at: Date, reason: string): Promise<string[]>;
  /** Takes every scope that is not in `keep` from a live key; answers what is left, or undefined when no live key has the id. */
  keepScopes(id: string, keep: readonly string[]): Promise<string[] | undefined>;
}
