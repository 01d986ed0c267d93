/** How a version stands that has to be looked at before it is let out. */
export const versionReviewStatuses = ['waiting', 'approved', 'refused', 'withdrawn'] as const;

/** One of `versionReviewStatuses`. */
export type VersionReviewStatus = (typeof versionReviewStatuses)[number];

/** What an automatic check says of one thing, in plain words. */
export interface CheckFinding {
  verdict: 'pass' | 'warn' | 'fail';
  text: string;
  /** Where in the manifest (RFC 6901), where it is one place. */
  pointer?: string | undefined;
}

/** One automatic check and all that it found; its verdict is the worst of them. */
export interface VersionCheck {
  id: 'links' | 'hosts' | 'scopes' | 'images' | 'changes';
  verdict: CheckFinding['verdict'];
  findings: CheckFinding[];
}

/** What an operator asks for at one place of the manifest (RFC 6901; the whole of it where the pointer is empty). */
export interface FieldRemark {
  pointer: string;
  message: string;
}

/** A version in front of those who run the store, or what they said of it. */
export interface VersionReview {
  appId: string;
  version: string;
  status: VersionReviewStatus;
  /** To how many of a hundred installations it is let out when it is approved. */
  percentage: number;
  submittedAt: Date;
  /** Null while they are under way. */
  checks: VersionCheck[] | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  note: string;
  fields: FieldRemark[];
  /** Guards two who decide at once (RFC 9110, quotes included); checks that come in change it, too. */
  etag: string;
}
