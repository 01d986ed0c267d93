import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Refuses a challenge that was made for something else, at which the plugin of passkeys breaks. */
export function challengesFit(): BetterAuthPlugin {
  return {
    id: 'challenges-fit',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/passkey/verify-registration' || path === '/passkey/verify-authentication',
          handler: createAuthMiddleware(async (context) => {
            const found = await challengeOf(context);
            if (found === undefined || found.startsWith('{')) return;
            throw new APIError('BAD_REQUEST', { code: 'CHALLENGE_NOT_FOUND', message: 'Challenge not found' });
          }),
        },
      ],
    },
  };
}

/** What is kept of the challenge that the browser was given: JSON of the plugin. */
async function challengeOf(context: Context): Promise<string | undefined> {
  const { createAuthCookie, secret, internalAdapter } = context.context;
  const challenge = await context.getSignedCookie(createAuthCookie('passkey').name, secret);
  return challenge ? (await internalAdapter.findVerificationValue(challenge))?.value : undefined;
}

/** Answers 400 where a passkey that is none was to be added: the plugin takes that for a failure of its own, and says 500. A hook cannot change a status. */
export function refuseBadPasskeys(
  handle: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer = await handle(request);
    if (answer.status !== 500 || !new URL(request.url).pathname.endsWith('/passkey/verify-registration')) return answer;
    const body = (await answer.clone().json()) as { code?: unknown };
    if (body.code !== 'FAILED_TO_VERIFY_REGISTRATION') return answer;
    return new Response(answer.body, { status: 400, headers: answer.headers });
  };
}
