import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createId } from '@minimart/tokens';
import { Refusal } from '@minimart/problem';
import type { NewReport, ReadReport, Report, ReportedSubject, ReportState, ReportSubject } from '../report.ts';
import type { ReviewErrorCode } from '../review-error-codes.ts';
import { countAct } from './count-act.ts';
import { ReportRow } from './report.entity.ts';

/** What visitors report, in the EntityManager's transaction. */
export interface Reports {
  /** Keeps a report; `who` is the person or the network that it is counted for. Refuses `words_limit_reached`. */
  take(report: NewReport, who: string): Promise<Report>;
  /** Undefined when there is none with this id. */
  find(id: string): Promise<Report | undefined>;
  /** Reported apps and reviews, the latest reported first: those with open reports, or those without. `before` is where the page before ended. */
  subjects(query: {
    isOpen: boolean;
    before?: Pick<ReportedSubject, 'lastAt' | 'reportId'> | undefined;
    limit: number;
  }): Promise<ReportedSubject[]>;
  /** How many subjects have open reports. */
  countOpen(): Promise<number>;
  /** Open reports of these apps and their reviews. */
  countOpenOf(appIds: readonly string[]): Promise<Map<string, number>>;
  /** What a report is about, and a page of its reports, the latest first; `before` is the last of the page before. The tag guards the state of all of them. Refuses `not_found`. */
  ofSubject(
    reportId: string,
    page: { before?: Pick<ReadReport, 'reportedAt' | 'id'> | undefined; limit: number },
  ): Promise<{ subject: ReportedSubject; reports: ReadReport[]; etag: string }>;
  /** Decides about all open reports of what one is about; how many they were. Refuses `not_found`, and `reports_changed` when `ifMatch` is not the present tag. */
  decide(
    reportId: string,
    decision: { state: Exclude<ReportState, 'open'>; by: string; note: string },
    ifMatch: string,
  ): Promise<{ subject: ReportSubject; decided: number }>;
  /** Forgets who made the reports from before, and leaves what they say. Answers how many there were. */
  forgetReporters(before: Date): Promise<number>;
}

/** Reports on PostgreSQL. */
export function createReports(em: EntityManager, { clock }: { clock: { now(): Date } }): Reports {
  return {
    async take(report, who) {
      const now = clock.now();
      await countAct(em, { who, act: 'report', now });
      const taken = { id: createId('rpt'), ...report, reportedAt: now };
      const undecided = { state: 'open', decidedAt: null, decidedBy: null, decisionNote: null } as const;
      await em.insert(ReportRow, { ...taken, ...undecided });
      return taken;
    },
    async find(id) {
      const row = await em.findOne(ReportRow, { id }, { disableIdentityMap: true });
      return row === null ? undefined : toReport(row);
    },
    subjects: ({ isOpen, before, limit }) => findSubjects(em, { isOpen, before, limit }),
    async countOpen() {
      const [row] = await em.execute<{ count: number }[]>(
        `select count(distinct (app_id, review_id))::int as count from reviews.reports where state = 'open'`,
      );
      return row?.count ?? 0;
    },
    async countOpenOf(appIds) {
      const rows = await em.execute<{ app_id: string; count: number }[]>(
        `select app_id, count(*)::int as count from reviews.reports
         where state = 'open' and app_id in (select jsonb_array_elements_text(?::jsonb)) group by app_id`,
        [JSON.stringify(appIds)],
      );
      return new Map(rows.map(({ app_id: appId, count }) => [appId, count]));
    },
    async ofSubject(reportId, page) {
      // The tag comes first: a report that comes meanwhile is read and not covered by it, and refuses the decision.
      const { subject, etag } = await readSubject(em, reportId);
      return { subject, etag, reports: await readReports(em, subject, page) };
    },
    async decide(reportId, { state, by, note }, ifMatch) {
      // Of two who decide at once, the second sees what the first did.
      const { appId, reviewId } = (await readSubject(em, reportId)).subject;
      const subject = { appId, reviewId };
      const open = { ...subject, state: 'open' as const };
      const held = await em.find(ReportRow, open, { disableIdentityMap: true, lockMode: LockMode.PESSIMISTIC_WRITE });
      const { etag } = await readSubject(em, reportId);
      if (ifMatch !== '*' && ifMatch !== etag) throw changed();
      const decision = { state, decidedAt: clock.now(), decidedBy: by, decisionNote: note };
      // Those that were read: one that comes just now stays open.
      const read = { ...open, id: held.map(({ id }) => id) };
      return { subject, decided: await em.nativeUpdate(ReportRow, read, decision) };
    },
    async forgetReporters(before) {
      const known = { $or: [{ userId: { $ne: null } }, { email: { $ne: null } }] };
      return em.nativeUpdate(ReportRow, { reportedAt: { $lt: before }, ...known }, { userId: null, email: null });
    },
  };
}

function toReport(row: ReportRow): Report {
  const { id, appId, version, reviewId, reviewText, reason, details, userId, email, reportedAt } = row;
  return { id, appId, version, reviewId, reviewText, reason, details, userId, email, reportedAt };
}

interface SubjectRow extends Omit<ReportedSubject, 'firstAt' | 'lastAt'> {
  firstAt: Date | string;
  lastAt: Date | string;
}

const counted = `app_id as "appId", review_id as "reviewId", (array_agg(id order by reported_at desc, id desc))[1] as "reportId",
  count(*) filter (where state = 'open')::int as open, count(*)::int as total,
  to_jsonb(array_agg(distinct reason)) as reasons, min(reported_at) as "firstAt", max(reported_at) as "lastAt"`;

const toSubject = (row: SubjectRow): ReportedSubject => ({
  ...row,
  firstAt: new Date(row.firstAt),
  lastAt: new Date(row.lastAt),
});

async function findSubjects(
  em: EntityManager,
  { isOpen, before, limit }: Parameters<Reports['subjects']>[0],
): Promise<ReportedSubject[]> {
  const place = before === undefined ? '' : 'and (s."lastAt", s."reportId") < (?::timestamptz, ?::text)';
  const rows = await em.execute<SubjectRow[]>(
    `select * from (select ${counted} from reviews.reports group by app_id, review_id) s
     where (s.open > 0) = ?::boolean ${place}
     order by s."lastAt" desc, s."reportId" desc limit ?`,
    [isOpen, ...(before === undefined ? [] : [before.lastAt.toISOString(), before.reportId]), limit],
  );
  return rows.map(toSubject);
}

async function readSubject(em: EntityManager, reportId: string): Promise<{ subject: ReportedSubject; etag: string }> {
  const [row] = await em.execute<SubjectRow[]>(
    `select ${counted} from reviews.reports
     where (app_id, coalesce(review_id, '')) in (select app_id, coalesce(review_id, '') from reviews.reports where id = ?)
     group by app_id, review_id`,
    [reportId],
  );
  if (row === undefined)
    throw new Refusal<ReviewErrorCode>({ code: 'not_found', detail: 'There is no report with this number.' });
  return { subject: toSubject(row), etag: `"reports-${row.total}-${row.open}"` };
}

async function readReports(
  em: EntityManager,
  { appId, reviewId }: ReportSubject,
  { before, limit }: Parameters<Reports['ofSubject']>[1],
): Promise<ReadReport[]> {
  const earlier: FilterQuery<ReportRow> & object =
    before === undefined
      ? {}
      : {
          $or: [{ reportedAt: { $lt: before.reportedAt } }, { reportedAt: before.reportedAt, id: { $lt: before.id } }],
        };
  const orderBy = { reportedAt: 'desc', id: 'desc' } as const;
  const rows = await em.find(ReportRow, { appId, reviewId, ...earlier }, { disableIdentityMap: true, orderBy, limit });
  return rows.map(toReadReport);
}

function toReadReport(row: ReportRow): ReadReport {
  const { userId: _user, email: _email, ...report } = toReport(row);
  const { state, decidedAt, decidedBy, decisionNote } = row;
  return { ...report, state, decidedAt, decidedBy, decisionNote };
}

const changed = () =>
  new Refusal<ReviewErrorCode>({
    code: 'reports_changed',
    detail: 'More was reported, or somebody else decided, after you read it. Look at it again.',
  });
