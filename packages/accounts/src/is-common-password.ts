import { dictionary } from '@zxcvbn-ts/language-common';

const common = new Set(dictionary['passwords-common'].filter((password) => password.length >= 10));

/** Whether a password is among those that most people take: 1,557 of ten characters or more, from a list of 49,233. Capitals hide none. */
export function isCommonPassword(password: string): boolean {
  return common.has(password.toLowerCase());
}
