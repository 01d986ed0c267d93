/** Every code that a refusal of this package carries. */
export const accountErrorCodes = ['token_invalid', 'invalid_sign_up'] as const;

export type AccountErrorCode = (typeof accountErrorCodes)[number];
