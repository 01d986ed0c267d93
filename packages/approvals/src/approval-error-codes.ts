/** Every code that a refusal of this package carries. */
export const approvalErrorCodes = [
  'app_not_allowed',
  'already_asked',
  'request_answered',
  'policy_changed',
  'invalid_cursor',
  'not_found',
] as const;

/** One of `approvalErrorCodes`. */
export type ApprovalErrorCode = (typeof approvalErrorCodes)[number];
