import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';

// A code is taken from one step of 30 s before its own to one after.
const goodForMs = 2 * 60 * 1000;

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * A code by time is taken once (RFC 6238, section 5.2), also of two requests at once: it is written down before it is checked. Whoever reads it over a shoulder
 * or from a forged page comes too late.
 */
export function codesWorkOnce(): BetterAuthPlugin {
  return {
    id: 'codes-work-once',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (context) => {
            const code = (context.body as { code?: unknown } | undefined)?.code;
            if (typeof code !== 'string' || !/^\d{6}$/.test(code)) return;
            const userId = await whose(context);
            if (userId === undefined) return;
            const isFresh = await context.context.internalAdapter.reserveVerificationValue({
              identifier: `totp ${userId} ${code}`,
              value: 'used',
              expiresAt: new Date(Date.now() + goodForMs),
            });
            if (!isFresh) throw new APIError('UNAUTHORIZED', { code: 'CODE_USED', message: 'This code was used.' });
          }),
        },
      ],
    },
  };
}

/** Who is signed in, or in the middle of it. */
async function whose(context: Context): Promise<string | undefined> {
  const session = await getSessionFromCtx(context);
  if (session !== null) return session.user.id;
  const { context: auth } = context;
  const challenge = await context.getSignedCookie(auth.createAuthCookie('two_factor').name, auth.secret);
  if (!challenge) return undefined;
  return (await auth.internalAdapter.findVerificationValue(challenge))?.value;
}
