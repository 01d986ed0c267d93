import type { Auth } from '@minimart/accounts/mikro-orm';
import type { RequestHandler } from 'express';

/** Confirms an address by the token of its mail, read from the body. A second time it changes nothing, and nobody is signed in by it. */
export function verifyEmail(auth: Auth): RequestHandler {
  return async (request, response) => {
    const { token } = (request.body ?? {}) as { token?: unknown };
    const query = new URLSearchParams({ token: typeof token === 'string' ? token : '' });
    const answer = await auth.handler(new Request(`${auth.options.baseURL}/v1/auth/verify-email?${query}`));
    response.status(answer.status).json(await answer.json());
  };
}
