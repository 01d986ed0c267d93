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

/** What several subjects together did with one scope. */
export interface GroupUse {
  /** Which of the groups asked for. */
  group: number;
  scope: string;
  /** Calls since the day asked for; 0 when all are older. */
  uses: number;
  /** The last call that is still known, however old. */
  lastUsedAt: Date;
}

/** Where the use of keys is written down, by subject, scope and day (UTC). */
export interface UseStore {
  /** Adds counted uses, and the time of the last to each key, in one write. */
  addUses(counted: readonly CountedUse[]): Promise<void>;
  /** What these subjects used since the beginning of that day, by subject and scope. */
  usesSince(subjects: readonly string[], since: Date): Promise<ScopeUse[]>;
  /** What each group of subjects used, by scope, with the calls since the beginning of that day; says nothing of a single subject. */
  usesOfGroups(groups: readonly (readonly string[])[], since: Date): Promise<GroupUse[]>;
  /** Forgets days before that one; how many rows went. */
  forgetUses(before: Date): Promise<number>;
}
