/** Every code this package refuses with: the first four when a key is managed, the others at the guard. */
export const keyErrorCodes = [
  'invalid_scope',
  'invalid_network',
  'invalid_overlap',
  'key_not_found',
  'key_missing',
  'key_invalid',
  'key_leaked',
  'key_suspended',
  'scope_missing',
  'network_not_allowed',
  'rate_limited',
  'too_many_bad_keys',
  'key_check_unavailable',
] as const;

/** One of `keyErrorCodes`. */
export type KeyErrorCode = (typeof keyErrorCodes)[number];
