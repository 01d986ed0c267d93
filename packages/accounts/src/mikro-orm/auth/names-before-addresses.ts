import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { isPersonName } from '../../person-name.ts';

/**
 * Refuses a name that is none before the address is looked up. Once an account is made it would be too late: whoever signs up with such a name would be told
 * by the refusal that the address has no account yet.
 */
export function namesBeforeAddresses(): BetterAuthPlugin {
  return {
    id: 'names-before-addresses',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/sign-up/email',
          handler: createAuthMiddleware(async ({ body }) => {
            const { name } = (body ?? {}) as { name?: unknown };
            // What is no text is refused by better-auth, which looks up nothing before.
            if (typeof name === 'string') assertName(name);
          }),
        },
      ],
    },
  };
}

/** Throws better-auth's own kind of refusal. */
export function assertName(name: string): void {
  if (isPersonName(name)) return;
  throw new APIError('BAD_REQUEST', {
    code: 'INVALID_NAME',
    message: 'The name must be one line of 1 to 80 characters.',
  });
}
