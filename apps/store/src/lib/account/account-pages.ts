import { m } from '@minimart/messages';

/** The pages of somebody's own account, in the order in which they are offered. */
export const accountPages: readonly { path: string; label: () => string }[] = [
  { path: '/account', label: () => m.security_profile() },
  { path: '/account/password', label: () => m.security_password() },
  { path: '/account/two-factor', label: () => m.security_two_factor() },
  { path: '/account/passkeys', label: () => m.security_passkeys() },
  { path: '/account/sessions', label: () => m.security_sessions() },
  { path: '/account/tokens', label: () => m.token_title() },
];
