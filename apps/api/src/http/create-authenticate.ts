import type { Services } from '../compose.ts';
import type { Authenticate } from './actor.ts';

const noteEveryMs = 5 * 60 * 1000;

/** Who asks: by personal access token where an Authorization header is sent, else by better-auth's session cookie. */
export function createAuthenticate({
  auth,
  tokensOf,
  signInMethodsOf,
  em,
  clock,
}: Pick<Services, 'auth' | 'tokensOf' | 'signInMethodsOf' | 'em' | 'clock'>): Authenticate {
  return async ({ cookie, authorization }) => {
    if (authorization !== undefined) {
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
      const { user, scopes } = await tokensOf(em()).verify(token);
      const { id, name, email } = user;
      return { userId: id, name, email, by: 'token', ...(scopes !== null && { scopes }) };
    }
    if (cookie === undefined) return undefined;
    const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
    if (session === null) return undefined;
    const { id, name, email } = session.user;
    const { id: sessionId, lastSeenAt } = session.session;
    // Seldom, so that reading a page is not a write each time.
    if (!lastSeenAt || clock.now().getTime() - lastSeenAt.getTime() > noteEveryMs)
      await signInMethodsOf(em()).noteSeen(sessionId);
    return { userId: id, name, email, by: 'session', sessionId };
  };
}
