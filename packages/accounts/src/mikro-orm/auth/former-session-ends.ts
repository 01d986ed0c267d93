import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware, isAPIError } from 'better-auth/api';

/**
 * Whoever signs in over a session that they, or somebody before them at the same browser, still had, ends it (ASVS 7.2.4). Also when the second step is still
 * to come: the cookie is gone then, and nobody could end the session any more.
 */
export function formerSessionEnds(): BetterAuthPlugin {
  return {
    id: 'former-session-ends',
    hooks: {
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async (context) => {
            const { authCookies, secret, internalAdapter, newSession, returned } = context.context;
            if (isAPIError(returned) || (!newSession && context.path !== '/sign-in/email')) return;
            const former = await context.getSignedCookie(authCookies.sessionToken.name, secret);
            if (former && former !== newSession?.session.token) await internalAdapter.deleteSession(former);
          }),
        },
      ],
    },
  };
}
