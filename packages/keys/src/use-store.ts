/** Calls that a key made with one scope since they were last written down. */
export interface CountedUse {
  keyId: string;
  subject: string;
  scope: string;
  /** How many calls; at least 1. */
  uses: number;
  lastUsedAt: Date;
}

/** What a subject did with one scope. */
export interface ScopeUse {
  subject: string;
  scope: string;
  uses: number;
  lastUsedAt: Date;
}

/** Where the use of keys is written down, by subject, scope and day (UTC). */
export interface UseStore {
  /** Adds counted uses, and the time of the last to each key, in one write. */
  addUses(counted: readonly CountedUse[]): Promise<void>;
  /** What these subjects used since the beginning of that day, by subject and scope. */
  usesSince(subjects: readonly string[], since: Date): Promise<ScopeUse[]>;
  /** Forgets days before that one; how many rows went. */
  forgetUses(before: Date): Promise<number>;
}
