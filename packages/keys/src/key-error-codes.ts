/** Every code this package refuses with: `invalid_scope` when minting, the others at the guard. */
export const keyErrorCodes = ['invalid_scope', 'key_missing', 'key_invalid', 'scope_missing'] as const;

/** One of `keyErrorCodes`. */
export type KeyErrorCode = (typeof keyErrorCodes)[number];
