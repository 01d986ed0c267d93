import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { Auth } from './create-auth.ts';

/** Whose session, and from where they came; `cookie` is the header of the request, by which a former session is known. */
export interface SessionToIssue {
  userId: string;
  cookie: string | undefined;
  address: string | undefined;
  userAgent: string | undefined;
}

/** Begins a session of better-auth's for somebody who has proved otherwise who they are, and ends the one that the browser still had (ASVS 7.2.4). Says its id, and the values of `Set-Cookie` that it lives by. */
export async function issueSession(
  auth: Auth,
  { userId, cookie = '', address = '', userAgent = '' }: SessionToIssue,
): Promise<{ sessionId: string; cookies: string[] }> {
  // Never mounted: only so that better-auth makes the cookie itself.
  const endpoint = createAuthEndpoint({ method: 'POST' }, async (call) => {
    const { authCookies, internalAdapter, secret } = call.context;
    const former = await call.getSignedCookie(authCookies.sessionToken.name, secret);
    const user = await internalAdapter.findUserById(userId);
    if (user === null) throw new Error('The account of a new session is gone.');
    const session = await internalAdapter.createSession(userId, false, { ipAddress: address, userAgent });
    await setSessionCookie(call, { session, user });
    if (former) await internalAdapter.deleteSession(former);
    return session.id;
  });
  const context = await auth.$context;
  const { response, headers } = await endpoint({
    // Of this call alone: better-auth writes down in it whose session is new.
    context: { ...context, newSession: null, setNewSession: () => {} },
    headers: new Headers({ cookie }),
    returnHeaders: true,
  });
  return { sessionId: response, cookies: headers.getSetCookie() };
}
