/** Every code that a refusal of this package carries. */
export const accountErrorCodes = [
  'token_invalid',
  'invalid_sign_up',
  'not_found',
  'profile_changed',
  'domain_changed',
  'domain_not_set',
] as const;

export type AccountErrorCode = (typeof accountErrorCodes)[number];
