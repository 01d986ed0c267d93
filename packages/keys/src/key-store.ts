import type { KeyAuditEntry, NewKeyAuditEntry } from './key-audit.ts';
import type { CheckedKey, KeyRecord } from './key-record.ts';

/** How a key stands in the store now: what a call needs to know of it, and whether it still counts. */
export interface FoundKey {
  key: CheckedKey;
  isRevoked: boolean;
  isDisabled: boolean;
  /** Milliseconds until it expires or its overlap ends, by the store's own clock; at most 0 once it has, null for never. */
  endsInMs: number | null;
}

/** The one read that verifying a key costs. */
export interface KeyReader {
  /** The key with this SHA-256. */
  findByHash(hash: Buffer): Promise<FoundKey | undefined>;
}

/** Where keys are kept; each change is atomic, counts only for live keys, and none brings an ended key back. */
export interface KeyStore extends KeyReader {
  /** Adds a key; rejects when its id or hash is there already. */
  insert(record: KeyRecord): Promise<void>;
  /** Every key ever made for these subjects, oldest first. */
  findBySubjects(subjects: readonly string[]): Promise<KeyRecord[]>;
  /** The live keys of a subject, oldest first, held until the transaction ends. A key whose end has passed is not live. */
  lockLive(subject: string): Promise<KeyRecord[]>;
  /** Ends one key; false when it is unknown or had ended before (its first time and reason stand). */
  revoke(id: string, at: Date, reason: string): Promise<boolean>;
  /** Takes every scope that is not in `keep` from a live key; answers what is left, or undefined when no live key has the id. */
  keepScopes(id: string, keep: readonly string[]): Promise<string[] | undefined>;
  /** Lets a key that is not replaced yet end in `overlapMs`, in favour of another. */
  replace(id: string, by: { id: string; overlapMs: number }): Promise<boolean>;
  /** Takes a replacement back; the key that now goes on, or undefined when there is none any more. */
  unreplace(byId: string): Promise<KeyRecord | undefined>;
  /** Stops a key for a while, or lets it go on; false when it was so before. */
  setDisabled(id: string, disabled: boolean): Promise<boolean>;
  setAllowedNetworks(id: string, networks: readonly string[] | null): Promise<boolean>;
  /** Writes lines into the history. */
  addAudit(entries: readonly NewKeyAuditEntry[]): Promise<void>;
  /** The history of a subject's keys, latest first. */
  auditOf(subject: string, limit: number): Promise<KeyAuditEntry[]>;
}

/** How a stored key stands, with the time that it has left. */
export function toFoundKey(record: KeyRecord, endsInMs: number | null): FoundKey {
  const { id, subject, tenant, environment, scopes, allowedNetworks, revokedAt, disabledAt } = record;
  const key = { id, subject, tenant, environment, scopes, allowedNetworks };
  return { key, isRevoked: revokedAt !== null, isDisabled: disabledAt !== null, endsInMs };
}
