export { reviewErrorCodes, type ReviewErrorCode } from './review-error-codes.ts';
export { allStars, type Rating, type Stars } from './stars.ts';
export { noReviewEtag, type Hidden, type Reply, type Review, type ReviewPage, type ReviewQuery } from './review.ts';
export {
  daysActive,
  daysOfKey,
  unearnedReasons,
  type RealUse,
  type UnearnedReason,
  type UseOfApp,
  type UseOfWorkspace,
  type UsePort,
} from './real-use.ts';
export { toPlainWords } from './to-plain-words.ts';
export {
  daysOfReporter,
  mostOfReport,
  reportReasons,
  reportStates,
  type NewReport,
  type ReadReport,
  type Report,
  type ReportedSubject,
  type ReportState,
  type ReportSubject,
  type ReportReason,
} from './report.ts';
