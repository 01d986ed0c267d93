export { idempotencyErrorCodes, type IdempotencyErrorCode } from './idempotency-error-codes.ts';
export { fingerprintOf } from './fingerprint-of.ts';
