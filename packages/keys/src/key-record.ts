/** Which world a key belongs to; it shows in the key's prefix. */
export type KeyEnvironment = 'live' | 'test';

/** What is stored of a key. The key itself is not among it: only its SHA-256 (32 bytes) and its showable ends are. */
export interface KeyRecord {
  id: string;
  hash: Buffer;
  start: string;
  lastFour: string;
  environment: KeyEnvironment;
  /** Whom the key was made for: an installation id. */
  subject: string;
  /** Where the key may act: a workspace id. */
  tenant: string;
  scopes: string[];
  /** Networks (CIDR, RFC 4632) that it may be used from; null for anywhere. */
  allowedNetworks: string[] | null;
  createdAt: Date;
  expiresAt: Date | null;
  /** The key that takes its place, and when it ends because of that. */
  replacedBy: string | null;
  overlapEndsAt: Date | null;
  /** Whether the one it is for may not have it yet: it was handed to something that delivers. */
  isOnItsWay: boolean;
  disabledAt: Date | null;
  /** Since when it is stopped from outside, whatever its owner says. */
  suspendedAt: Date | null;
  revokedAt: Date | null;
  revokedReason: string | null;
  lastUsedAt: Date | null;
}

/** What a call needs to know of a key: the columns that checking it reads, and no more. */
export type CheckedKey = Pick<KeyRecord, 'id' | 'subject' | 'tenant' | 'environment' | 'scopes' | 'allowedNetworks'>;

/** The prefix of a key in each environment: `mm_live_...`, `mm_test_...`. */
export const keyPrefixes = { live: 'mm_live', test: 'mm_test' } as const satisfies Record<KeyEnvironment, string>;

/** How many characters every key has: prefix, underline, 32 random ones, 6 of checksum. */
export const keyLength = keyPrefixes.live.length + 1 + 32 + 6;
