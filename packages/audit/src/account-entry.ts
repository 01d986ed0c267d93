import type { AuditActor } from './audit-entry.ts';

/** Everything that the log can say was done to an account: as a developer, and to its tokens. */
export const accountActions = [
  'profile_changed',
  'domain_set',
  'domain_token_replaced',
  'domain_removed',
  'domain_verified',
  'domain_failing',
  'domain_recovered',
  'domain_lost',
  'token_made',
  'token_revoked',
] as const;

/** One of `accountActions`. */
export type AccountAction = (typeof accountActions)[number];

/** Something that was done to an account, by its person or by the platform. `detail` holds facts for a reader and never a secret. */
export interface NewAccountEntry {
  accountId: string;
  actor: AuditActor;
  action: AccountAction;
  address: string | null;
  userAgent: string | null;
  detail: Readonly<Record<string, unknown>>;
}

/** One line of an account's log; nobody can change it. `id` is digits, a later line has a higher one; `at` is the database's time. */
export interface AccountEntry extends NewAccountEntry {
  id: string;
  at: Date;
}

/** Which lines to read, latest first: those before the id `before`, `limit` of them at most. */
export interface AccountQuery {
  accountId: string;
  before?: string | undefined;
  limit: number;
}
