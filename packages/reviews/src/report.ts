/** What may be wrong with an app, or with a review of it, as the form asks. */
export const reportReasons = [
  'harmful',
  'misleading',
  'privacy',
  'does_not_work',
  'rights',
  'offensive',
  'spam',
  'other',
] as const;

/** One of `reportReasons`. */
export type ReportReason = (typeof reportReasons)[number];

/** What became of a report. */
export const reportStates = ['open', 'dismissed', 'acted_on'] as const;

/** One of `reportStates`. */
export type ReportState = (typeof reportStates)[number];

/** How much may be said. */
export const mostOfReport = 2_000;

/** For how many days it is kept who reported. */
export const daysOfReporter = 400;

/** What a visitor reports of an app in the store, or of one review of it. */
export interface NewReport {
  appId: string;
  /** The version whose page was read. */
  version: string;
  reviewId: string | null;
  /** What the review said then: it may be edited or deleted before somebody looks. */
  reviewText: string | null;
  reason: ReportReason;
  details: string;
  /** Who reports, where they are signed in. */
  userId: string | null;
  /** Where an answer goes, where one is wanted. */
  email: string | null;
}

/** A report as stored. */
export interface Report extends NewReport {
  id: string;
  reportedAt: Date;
}

/** What a report is about: an app, or one review of it. */
export interface ReportSubject {
  appId: string;
  reviewId: string | null;
}

/** All reports of one subject, counted. `reportId` is the latest of them and stands for the subject. */
export interface ReportedSubject extends ReportSubject {
  reportId: string;
  open: number;
  total: number;
  reasons: ReportReason[];
  firstAt: Date;
  lastAt: Date;
}

/** A report as operators read it: who reported is not theirs to know. */
export interface ReadReport extends Omit<Report, 'userId' | 'email'> {
  state: ReportState;
  decidedAt: Date | null;
  decidedBy: string | null;
  decisionNote: string | null;
}
