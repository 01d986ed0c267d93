import type { AuditActor } from './audit-entry.ts';

/** Everything that the log can say an operator did. */
export const operatorActions = [
  'version_approved',
  'version_changes_requested',
  'app_suspended',
  'app_unsuspended',
  'reports_dismissed',
  'reports_settled',
  'review_hidden',
  'review_shown',
  'collections_changed',
  'operator_log_exported',
] as const;

/** One of `operatorActions`. */
export type OperatorAction = (typeof operatorActions)[number];

/** What an act was done to; `id` and `name` are null for what there is one of, such as the front page. */
export interface OperatorSubject {
  kind: 'app' | 'version' | 'review' | 'store';
  id: string | null;
  /** As it was called then. */
  name: string | null;
}

/** Something that an operator did. `before` and `after` hold what it changed, and never a secret or who reported something. */
export interface NewOperatorEntry {
  actor: AuditActor;
  action: OperatorAction;
  subject: OperatorSubject;
  /** What the operator wrote down with it; empty where nothing. */
  note: string;
  address: string | null;
  userAgent: string | null;
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
}

/** One line of the operators' log; nobody can change it. `id` is digits, a later line has a higher one; `at` is the database's time. */
export interface OperatorEntry extends NewOperatorEntry {
  id: string;
  at: Date;
}

/** What to look for; every part may be left out. `from` is in, `to` is not. */
export interface OperatorFilter {
  /** Words in names, actions, notes and facts; each must be there. */
  text?: string | undefined;
  action?: OperatorAction | undefined;
  actorId?: string | undefined;
  /** The id of the app, the review or the version that it was done to. */
  subjectId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Which lines to read, latest first: those before the id `before`, `limit` of them at most. */
export interface OperatorQuery extends OperatorFilter {
  before?: string | undefined;
  limit: number;
}
