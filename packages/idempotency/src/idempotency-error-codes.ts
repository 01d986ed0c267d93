/** Every code that a refusal of this package carries. */
export const idempotencyErrorCodes = ['idempotency_key_invalid', 'idempotency_key_reused'] as const;

export type IdempotencyErrorCode = (typeof idempotencyErrorCodes)[number];
