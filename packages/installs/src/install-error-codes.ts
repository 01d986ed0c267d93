/** Every code that a refusal of this package carries. */
export const installErrorCodes = [
  'unknown_scope',
  'scope_not_declared',
  'required_scope_missing',
  'auth_input_invalid',
  'already_installed',
  'consent_outdated',
  'update_not_offered',
  'wrong_state',
  'not_found',
  'invalid_request',
] as const;

/** One of `installErrorCodes`. */
export type InstallErrorCode = (typeof installErrorCodes)[number];
