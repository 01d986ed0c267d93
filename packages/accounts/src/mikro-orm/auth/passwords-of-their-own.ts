import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { isCommonPassword } from '../../is-common-password.ts';

// Where a password is chosen, and the field that has it.
const fields: Record<string, string> = {
  '/sign-up/email': 'password',
  '/reset-password': 'newPassword',
  '/change-password': 'newPassword',
};

/** Refuses passwords that many people take, before anything is looked up or used up: they are what is tried first (OWASP ASVS 5.0, 6.2.4). */
export function passwordsOfTheirOwn(): BetterAuthPlugin {
  return {
    id: 'passwords-of-their-own',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && Object.hasOwn(fields, path),
          handler: createAuthMiddleware(async ({ path, body }) => {
            const password = ((body ?? {}) as Record<string, unknown>)[fields[path]!];
            if (typeof password !== 'string' || !isCommonPassword(password)) return;
            throw new APIError('BAD_REQUEST', {
              code: 'PASSWORD_TOO_COMMON',
              message: 'Many people have this password, so it is tried first. Choose another one, such as a few words.',
            });
          }),
        },
      ],
    },
  };
}
