/** What changed about how somebody signs in. */
export const signInChanges = [
  'password_changed',
  'two_factor_on',
  'two_factor_off',
  'backup_codes_made',
  'passkey_added',
  'passkey_removed',
] as const;
export type SignInChange = (typeof signInChanges)[number];

/**
 * What people are told of their accounts by mail. `token` is a secret: it goes into the mail and nowhere else.
 * - `verify_address`: the link that shows that the address is theirs, good for a day. `isUnasked` where it goes along with an attempt to sign in.
 * - `reset_password`: the link by which they choose another password, good for an hour and once.
 * - `already_signed_up`: somebody signed up with an address that has an account.
 * - `no_account`: somebody asked for another password where there is no account.
 * - `changed`: how they sign in is another now.
 */
export type AccountMail =
  | { kind: 'verify_address'; to: MailedPerson; token: string; isUnasked: boolean }
  | { kind: 'reset_password'; to: MailedPerson; token: string }
  | { kind: 'already_signed_up'; to: MailedPerson }
  | { kind: 'no_account'; email: string }
  | { kind: 'changed'; to: MailedPerson; change: SignInChange };

/** Whom a mail is to. */
export interface MailedPerson {
  name: string;
  email: string;
}

/** Tells people of their accounts. */
export type SendAccountMail = (mail: AccountMail) => Promise<void>;
