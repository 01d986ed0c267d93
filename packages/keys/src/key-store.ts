import type { KeyAuditEntry, NewKeyAuditEntry } from './key-audit.ts';
import type { CheckedKey, KeyRecord } from './key-record.ts';

/** How a key stands in the store now: what a call needs to know of it, and whether it still counts. */
export interface FoundKey {
  key: CheckedKey;
  isRevoked: boolean;
  isDisabled: boolean;
  isSuspended: boolean;
  /** Milliseconds until it expires or its overlap ends, by the store's own clock; at most 0 once it has, null for never. */
  endsInMs: number | null;
}

/** The one read that verifying a key costs. */
export interface KeyReader {
  /** The key with this SHA-256. */
  findByHash(hash: Buffer): Promise<FoundKey | undefined>;
}

/** Which keys of a subject to read. */
export interface KeyPage {
  subject: string;
  limit: number;
  before?: Pick<KeyRecord, 'createdAt' | 'id'> | undefined;
}

/** Where keys are kept; each change is atomic, counts only for live keys, and none brings an ended key back. */
export interface KeyStore extends KeyReader {
  /** Adds a key; rejects when its id or hash is there already. */
  insert(record: KeyRecord): Promise<void>;
  /** Every key ever made for these subjects, oldest first. */
  findBySubjects(subjects: readonly string[]): Promise<KeyRecord[]>;
  /** The live keys of these subjects, oldest first. */
  findLive(subjects: readonly string[]): Promise<KeyRecord[]>;
  /** Keys of one subject, latest first: at most `limit`, older than the place `before`, where there is one. */
  findPage(page: KeyPage): Promise<KeyRecord[]>;
  /** The key of a subject that is in force, or was last, by the store's own clock; of several, one that is not replaced. */
  findFormer(subject: string): Promise<KeyRecord | undefined>;
  /** Has every other change of this subject's keys wait until the transaction ends. Comes before any row is held. */
  lockSubject(subject: string): Promise<void>;
  /** The live keys of a subject, oldest first, held until the transaction ends. A key whose end has passed is not live. */
  lockLive(subject: string): Promise<KeyRecord[]>;
  /** Ends one key, now by the store's own clock; false when it is unknown or had ended before (its first time and reason stand). */
  revoke(id: string, reason: string): Promise<boolean>;
  /** Takes every scope that is not in `keep` from a live key; answers what is left, or undefined when no live key has the id. */
  keepScopes(id: string, keep: readonly string[]): Promise<string[] | undefined>;
  /** Gives a live key those of these scopes that it lacks, behind its own; answers all it has then, or undefined when no live key has the id. */
  addScopes(id: string, scopes: readonly string[]): Promise<string[] | undefined>;
  /** Lets a key that is not replaced yet end in `overlapMs`, in favour of another. */
  replace(id: string, by: { id: string; overlapMs: number }): Promise<boolean>;
  /** Lets a live key end in `ms` at the latest; false when it would have ended before. */
  endWithin(id: string, ms: number): Promise<boolean>;
  /** Lets a live key that was replaced go on; it, or undefined when it has ended meanwhile. */
  restore(id: string): Promise<KeyRecord | undefined>;
  /** Writes down that a key has arrived. */
  confirmArrival(id: string): Promise<void>;
  /** Stops a key for a while, or lets it go on; false when it was so before. */
  setDisabled(id: string, disabled: boolean): Promise<boolean>;
  /** Stops the live keys of these subjects, or lifts that, from ended ones as well, which stay ended; those that changed and are not revoked. */
  setSuspended(
    subjects: readonly string[],
    suspended: boolean,
  ): Promise<Pick<KeyRecord, 'id' | 'subject' | 'tenant'>[]>;
  setAllowedNetworks(id: string, networks: readonly string[] | null): Promise<boolean>;
  /** Writes lines into the history. */
  addAudit(entries: readonly NewKeyAuditEntry[]): Promise<void>;
  /** The history of a subject's keys, latest first: at most `limit`, before the entry with the id `before`, where there is one. */
  auditOf(subject: string, page: { limit: number; before?: string | undefined }): Promise<KeyAuditEntry[]>;
}

/** How a stored key stands, with the time that it has left. */
export function toFoundKey(record: KeyRecord, endsInMs: number | null): FoundKey {
  const { id, subject, tenant, environment, scopes, allowedNetworks, revokedAt, disabledAt, suspendedAt } = record;
  const key = { id, subject, tenant, environment, scopes, allowedNetworks };
  return {
    key,
    isRevoked: revokedAt !== null,
    isDisabled: disabledAt !== null,
    isSuspended: suspendedAt !== null,
    endsInMs,
  };
}
