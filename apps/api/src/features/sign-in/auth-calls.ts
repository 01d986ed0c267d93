/** One call of better-auth that is served. */
export interface AuthCall {
  method: 'get' | 'post';
  /** Below `/v1/auth/`. */
  call: string;
  /** The fields that its body may have. Any other is refused: better-auth knows more, to send people elsewhere or to trust a device, that nothing of ours needs. */
  takes: readonly string[];
  /** How many characters some of them may have, where better-auth has no bound of its own. */
  atMost?: Readonly<Record<string, number>>;
  /** What it is counted as, by address; without it, it is not: it costs little and tells nothing. */
  counted?: string;
  /** Whether it may be made six times as often as others of what is counted: by a page that somebody only looks at, of an office behind one address. */
  isOften?: boolean;
  /** Whether it writes to the address in its field `email`. */
  mails?: boolean;
  /** What is always said besides. */
  always?: Readonly<Record<string, unknown>>;
}

const get = (call: string, more: Partial<AuthCall> = {}): AuthCall => ({ method: 'get', call, takes: [], ...more });
const post = (call: string, takes: readonly string[], more: Partial<AuthCall> = {}): AuthCall => {
  return { method: 'post', call, takes, ...more };
};

/** A list, since better-auth has many more, and gets new ones: to rename oneself as another developer, to link accounts, to redirect. */
export const authCalls: readonly AuthCall[] = [
  get('get-session'),
  post('sign-up/email', ['name', 'email', 'password'], { counted: 'sign-up', mails: true }),
  post('sign-in/email', ['email', 'password'], { counted: 'sign-in' }),
  post('sign-out', []),
  post('send-verification-email', ['email'], { counted: 'links', mails: true }),
  // Read by better-auth from the address, which a link would change without being asked: here it takes a body, and a button.
  post('verify-email', ['token'], { counted: 'links' }),
  post('request-password-reset', ['email'], { counted: 'links', mails: true }),
  post('reset-password', ['token', 'newPassword'], { counted: 'links' }),
  post('change-password', ['currentPassword', 'newPassword'], {
    counted: 'password',
    always: { revokeOtherSessions: true },
  }),
  post('two-factor/enable', ['password'], { counted: 'password' }),
  post('two-factor/disable', ['password'], { counted: 'password' }),
  post('two-factor/generate-backup-codes', ['password'], { counted: 'password' }),
  post('two-factor/verify-totp', ['code'], { counted: 'second-step' }),
  post('two-factor/verify-backup-code', ['code'], { counted: 'second-step' }),
  get('passkey/generate-register-options', { counted: 'passkey' }),
  post('passkey/verify-registration', ['response', 'name'], { counted: 'passkey', atMost: { name: 80 } }),
  // The sign-in page asks for a challenge as it opens, so that the browser can offer what it has.
  get('passkey/generate-authenticate-options', { counted: 'challenge', isOften: true }),
  post('passkey/verify-authentication', ['response'], { counted: 'passkey' }),
  post('passkey/update-passkey', ['id', 'name'], { counted: 'passkey', atMost: { name: 80 } }),
  post('passkey/delete-passkey', ['id'], { counted: 'passkey' }),
];
