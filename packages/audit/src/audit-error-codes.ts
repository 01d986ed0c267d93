/** Every code that a refusal of this package carries. */
export const auditErrorCodes = ['invalid_cursor'] as const;

/** One of `auditErrorCodes`. */
export type AuditErrorCode = (typeof auditErrorCodes)[number];
