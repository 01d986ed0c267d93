import { m } from '@minimart/messages';

/** What went wrong, and the field that it is about, where it is about one. */
export interface Explained {
  field?: 'name' | 'email' | 'password' | 'code';
  message: string;
}

/** A refused call of sign-in in the words of the page. */
export function explainAuth({ status, code = '' }: { status: number; code: string | undefined }): Explained {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return { message: m.entry_code_locked() };
  if (status === 429) return { message: m.account_too_many() };
  if (status >= 500) return { message: m.account_unreachable() };
  return Object.hasOwn(byCode, code) ? byCode[code]!() : { message: m.entry_failed() };
}

const byCode: Record<string, () => Explained> = {
  INVALID_NAME: () => ({ field: 'name', message: m.entry_enter_name() }),
  INVALID_EMAIL: () => ({ field: 'email', message: m.entry_enter_email() }),
  VALIDATION_ERROR: () => ({ field: 'email', message: m.entry_enter_email() }),
  PASSWORD_TOO_SHORT: () => ({ field: 'password', message: m.entry_password_too_short() }),
  PASSWORD_TOO_COMMON: () => ({ field: 'password', message: m.entry_password_too_common() }),
  PASSWORD_TOO_LONG: () => ({ field: 'password', message: m.entry_password_too_long() }),
  INVALID_PASSWORD: () => ({ field: 'password', message: m.security_password_wrong() }),
  INVALID_TOKEN: () => ({ message: m.entry_link_over() }),
  TOKEN_EXPIRED: () => ({ message: m.entry_link_over() }),
  INVALID_CODE: () => ({ field: 'code', message: m.entry_code_wrong() }),
  CODE_USED: () => ({ field: 'code', message: m.entry_code_wrong() }),
  INVALID_BACKUP_CODE: () => ({ field: 'code', message: m.entry_backup_wrong() }),
  INVALID_TWO_FACTOR_COOKIE: () => ({ message: m.entry_code_over() }),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => ({ message: m.entry_code_over() }),
  EMAIL_PASSWORD_SIGN_UP_DISABLED: () => ({ message: m.entry_closed() }),
  EMAIL_NOT_VERIFIED: () => ({ message: m.entry_verify_first() }),
};
