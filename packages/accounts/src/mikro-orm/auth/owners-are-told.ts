import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware, isAPIError } from 'better-auth/api';
import type { SendAccountMail, SignInChange } from '../../account-mail.ts';

const changes: Readonly<Record<string, SignInChange>> = {
  '/change-password': 'password_changed',
  '/two-factor/verify-totp': 'two_factor_on',
  '/two-factor/disable': 'two_factor_off',
  '/two-factor/generate-backup-codes': 'backup_codes_made',
  '/passkey/verify-registration': 'passkey_added',
  '/passkey/delete-passkey': 'passkey_removed',
};

/**
 * Tells people that how they sign in was changed (ASVS 6.3.7), and the owner of an address without an account that somebody asked for another password: so
 * such a question is answered the same, and costs the same, whether there is an account or not.
 */
export function ownersAreTold(send: SendAccountMail): BetterAuthPlugin {
  return {
    id: 'owners-are-told',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path !== undefined && Object.hasOwn(changes, path),
          handler: createAuthMiddleware(async ({ path, context }) => {
            const { session, newSession, returned } = context;
            if (isAPIError(returned) || !session) return;
            // By a code that somebody who is signed in sends, the second step is turned on once; after that it changes nothing.
            if (path === '/two-factor/verify-totp' && (session.user['twoFactorEnabled'] === true || !newSession))
              return;
            const { name, email } = session.user;
            await send({ kind: 'changed', to: { name, email }, change: changes[path]! });
          }),
        },
        {
          matcher: ({ path }) => path === '/request-password-reset',
          handler: createAuthMiddleware(async ({ body, context }) => {
            const { email } = body as { email: string };
            if (isAPIError(context.returned) || (await context.internalAdapter.findUserByEmail(email))) return;
            await send({ kind: 'no_account', email: email.toLowerCase() });
          }),
        },
      ],
    },
  };
}
