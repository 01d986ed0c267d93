import type { AuditAction } from './audit-actions.ts';

/** Who does things: a person in a browser, a person's token in a script, an app with its key, or the platform by itself. */
export const auditActorKinds = ['user', 'token', 'app', 'platform'] as const;

/** One of `auditActorKinds`. */
export type AuditActorKind = (typeof auditActorKinds)[number];

/** Who did it. `name` is kept as it was then; `id` is null for the platform. */
export interface AuditActor {
  kind: AuditActorKind;
  id: string | null;
  name: string;
}

/** Something that was done in a workspace. `detail` holds facts for a reader and never a secret; null and empty facts may be left out. */
export interface NewAuditEntry {
  workspaceId: string;
  actor: AuditActor;
  action: AuditAction;
  /** The app it was done to, with the name it had then. */
  app: { id: string; name: string } | null;
  installationId: string | null;
  /** Where it came from: an IP address, and what the program said of itself. */
  address: string | null;
  userAgent: string | null;
  detail: Readonly<Record<string, unknown>>;
}

/** One line of the log; nobody can change it. `id` is digits, a later line has a higher one; `at` is the database's time. */
export interface AuditEntry extends NewAuditEntry {
  id: string;
  at: Date;
}

/** What to look for; every part may be left out. `from` is in, `to` is not. */
export interface AuditFilter {
  /** Words in the names of people and apps, in actions, addresses and facts; each must be there. */
  text?: string | undefined;
  action?: AuditAction | undefined;
  /** The id of a person or an app. */
  actorId?: string | undefined;
  appId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Which lines to read, latest first: those before the id `before`, `limit` of them at most. */
export interface AuditQuery extends AuditFilter {
  workspaceId: string;
  before?: string | undefined;
  limit: number;
}
