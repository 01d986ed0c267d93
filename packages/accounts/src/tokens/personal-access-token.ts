import type { TokenScope } from './token-scope.ts';

/** What may be shown of a token: never the token itself. */
export interface TokenRecord {
  id: string;
  name: string;
  /** Null for one from before there were scopes: it has all. */
  scopes: TokenScope[] | null;
  /** Its first characters, prefix included, and its last four. */
  start: string;
  lastFour: string;
  createdAt: Date;
  /** Null for one from before an expiry was asked for. */
  expiresAt: Date | null;
  /** Within a minute. */
  lastUsedAt: Date | null;
}

/** A token to make. Null scopes are all, and a null expiry is none: for what is set up without a person, such as a demo. */
export interface NewToken {
  name: string;
  scopes: readonly TokenScope[] | null;
  expiresAt: Date | null;
}
