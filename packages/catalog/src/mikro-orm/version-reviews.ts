import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import type { FieldRemark, VersionCheck, VersionReview, VersionReviewStatus } from '../version-review.ts';
import { AppEntity } from './app.entity.ts';
import { saveRelease } from './releases.ts';
import { toStoredText } from './to-stored-text.ts';
import { VersionReviewEntity } from './version-review.entity.ts';

/** Which version of which app. */
export interface VersionRef {
  appId: string;
  version: string;
}

/** A page of reviews in the order of their submission; `after` is the last one before. */
export interface VersionReviewQuery {
  statuses: readonly VersionReviewStatus[];
  order: 'oldest' | 'latest';
  after?: Pick<VersionReview, 'submittedAt' | 'appId' | 'version'> | undefined;
  limit: number;
}

/** The review of versions before they are let out, in the EntityManager's transaction. What changes something needs one. */
export interface VersionReviews {
  list(query: VersionReviewQuery): Promise<VersionReview[]>;
  countWaiting(): Promise<number>;
  /** The version of each of these apps that waits. */
  waitingOf(appIds: readonly string[]): Promise<Map<string, string>>;
  /** Of one app, the latest first. */
  ofApp(appId: string): Promise<VersionReview[]>;
  /** Refuses `not_found` for a version that never was in review. */
  find(ref: VersionRef): Promise<VersionReview>;
  /** Lets a version out as its developer had asked. Refuses `version_review_changed`, `version_not_in_review` and `slug_taken`. */
  approve(ref: VersionRef, said: { by: string; note: string }, ifMatch: string): Promise<VersionReview>;
  /** Refuses a version for good, with what is to be changed. Refuses `version_review_changed` and `version_not_in_review`. */
  requestChanges(
    ref: VersionRef,
    said: { by: string; note: string; fields: readonly FieldRemark[] },
    ifMatch: string,
  ): Promise<VersionReview>;
  /** Takes one's own version back while it waits. Refuses `not_found` for somebody else's app, and `version_not_in_review`. */
  withdraw(ref: VersionRef & { ownerId: string }): Promise<VersionReview>;
  /** Takes versions whose automatic checks are due, so that nobody else does for ten minutes. */
  takeDue(limit: number): Promise<VersionRef[]>;
  /** Writes what the checks found, unless the version has been decided meanwhile. */
  settleChecks(ref: VersionRef, checks: readonly VersionCheck[]): Promise<void>;
}

const leaseMs = 10 * 60 * 1000;
const asStored = { disableIdentityMap: true } as const;

/** Reviews of versions on PostgreSQL. */
export function createVersionReviews(em: EntityManager, { clock }: { clock: { now(): Date } }): VersionReviews {
  const find = async ({ appId, version }: VersionRef, lock = {}) => {
    const where = { appId: toStoredText(appId), version: toStoredText(version) };
    const row = await em.findOne(VersionReviewEntity, where, { ...asStored, ...lock });
    if (row === null) throw refuse('not_found', `No version ${version} of the app is in review.`);
    return toReview(row);
  };
  const decide = async (
    ref: VersionRef & { ownerId?: string },
    ifMatch: string,
    decision: { status: VersionReviewStatus; by: string; note: string; fields: readonly FieldRemark[] },
  ) => {
    // Whoever decides and whoever withdraws hold the app first, so one of them comes first and the other sees it.
    const where = { id: toStoredText(ref.appId), ...(ref.ownerId !== undefined && { ownerId: ref.ownerId }) };
    const app = await em.findOne(AppEntity, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (app === null) throw refuse('not_found', 'There is no such app.');
    // What the checks found may be coming in just now.
    const review = await find(ref, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (review.status !== 'waiting') throw decidedBefore(review);
    if (ifMatch !== '*' && ifMatch !== review.etag) throw changed();
    const { status, by, note, fields } = decision;
    const { appId, version, percentage } = review;
    const now = clock.now();
    const isOut = status === 'approved';
    await em.nativeUpdate(
      VersionReviewEntity,
      { appId, version },
      {
        status,
        decidedAt: now,
        decidedBy: by,
        note: toStoredText(note),
        fields: fields.map(({ pointer, message }) => ({ pointer, message: toStoredText(message) })),
        checkDueAt: null,
        revision: revisionOf(review) + 1,
      },
    );
    const release = isOut ? { percentage, rolledBackAt: null } : { percentage: 0, rolledBackAt: now };
    await saveRelease(em, app, { version, ...release, changedAt: now });
    return find(ref);
  };
  return {
    async list({ statuses, order, after, limit }) {
      const [sign, direction] = order === 'oldest' ? ['>', 'asc'] : ['<', 'desc'];
      const place =
        after === undefined ? '' : `and (submitted_at, app_id, version) ${sign} (?::timestamptz, ?::text, ?::text)`;
      const keys = await em.execute<VersionRef[]>(
        `select app_id as "appId", version from catalog.version_reviews
         where status in (select jsonb_array_elements_text(?::jsonb)) ${place}
         order by submitted_at ${direction}, app_id ${direction}, version ${direction} limit ?`,
        [
          JSON.stringify(statuses),
          ...(after === undefined ? [] : [after.submittedAt.toISOString(), after.appId, after.version]),
          limit,
        ],
      );
      if (keys.length === 0) return [];
      const rows = await em.find(VersionReviewEntity, { $or: keys }, asStored);
      const byKey = new Map(rows.map((row) => [`${row.appId}@${row.version}`, row]));
      return keys.map(({ appId, version }) => toReview(byKey.get(`${appId}@${version}`)!));
    },
    countWaiting: () => em.count(VersionReviewEntity, { status: 'waiting' }),
    async waitingOf(appIds) {
      if (appIds.length === 0) return new Map();
      const rows = await em.find(VersionReviewEntity, { appId: [...appIds], status: 'waiting' }, asStored);
      return new Map(rows.map(({ appId, version }) => [appId, version]));
    },
    async ofApp(appId) {
      const orderBy = { submittedAt: 'desc' } as const;
      return (await em.find(VersionReviewEntity, { appId }, { ...asStored, orderBy })).map(toReview);
    },
    find,
    approve: (ref, said, ifMatch) => decide(ref, ifMatch, { ...said, status: 'approved', fields: [] }),
    requestChanges: (ref, said, ifMatch) => decide(ref, ifMatch, { ...said, status: 'refused' }),
    withdraw: (ref) => decide(ref, '*', { status: 'withdrawn', by: ref.ownerId, note: '', fields: [] }),
    async takeDue(limit) {
      const now = clock.now();
      return em.execute<VersionRef[]>(
        `update catalog.version_reviews r set check_due_at = ?::timestamptz
         from (select app_id, version from catalog.version_reviews where check_due_at <= ?::timestamptz
               order by check_due_at limit ? for update skip locked) due
         where r.app_id = due.app_id and r.version = due.version
         returning r.app_id as "appId", r.version`,
        [new Date(now.getTime() + leaseMs).toISOString(), now.toISOString(), limit],
      );
    },
    async settleChecks({ appId, version }, checks) {
      await em.execute(
        `update catalog.version_reviews set checks = ?::jsonb, check_due_at = null, revision = revision + 1
         where app_id = ? and version = ? and status = 'waiting'`,
        [JSON.stringify(checks), appId, version],
      );
    },
  };
}

/** Puts a version that was just published in front of those who run the store; it is due to be checked at once. */
export async function submitForReview(
  em: EntityManager,
  { appId, version, percentage, submittedAt }: VersionRef & { percentage: number; submittedAt: Date },
): Promise<void> {
  const undecided = { checks: null, checkDueAt: submittedAt, decidedAt: null, decidedBy: null, note: '', fields: [] };
  const waiting = { appId, version, status: 'waiting' as const, percentage, submittedAt };
  await em.insert(VersionReviewEntity, { ...waiting, ...undecided, revision: 1 });
}

const revisionOf = ({ etag }: VersionReview): number => Number(etag.slice(etag.lastIndexOf('-') + 1, -1));

function toReview(row: VersionReviewEntity): VersionReview {
  const { appId, version, status, percentage, submittedAt, checks, decidedAt, decidedBy, note, fields } = row;
  const decision = { decidedAt, decidedBy, note, fields };
  return { appId, version, status, percentage, submittedAt, checks, ...decision, etag: `"review-${row.revision}"` };
}

function decidedBefore({ version, status }: VersionReview): Refusal<CatalogErrorCode> {
  const what = { approved: 'was approved', refused: 'was sent back', withdrawn: 'was withdrawn', waiting: 'waits' }[
    status
  ];
  return refuse('version_not_in_review', `Version ${version} ${what}, so there is nothing to decide any more.`);
}

const changed = () =>
  refuse(
    'version_review_changed',
    'The checks came in, or somebody else decided, after you read it. Look at it again.',
  );

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
