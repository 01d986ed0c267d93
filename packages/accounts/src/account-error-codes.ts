/** Every code that a refusal of this package carries. */
export const accountErrorCodes = [
  'token_invalid',
  'invalid_sign_up',
  'password_sign_in_off',
  'not_found',
  'profile_changed',
  'domain_changed',
  'domain_not_set',
  'too_many_tokens',
  'too_many_workspaces',
  'last_owner',
  'sandbox_not_shared',
  'already_member',
  'already_invited',
  'too_many_invitations',
  'invitation_not_open',
  'invitation_for_another',
] as const;

export type AccountErrorCode = (typeof accountErrorCodes)[number];
