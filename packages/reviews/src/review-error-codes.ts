/** Every code that a refusal of this package carries. */
export const reviewErrorCodes = [
  'review_not_earned',
  'review_changed',
  'reports_changed',
  'words_limit_reached',
  'invalid_cursor',
  'not_found',
] as const;

/** One of `reviewErrorCodes`. */
export type ReviewErrorCode = (typeof reviewErrorCodes)[number];
