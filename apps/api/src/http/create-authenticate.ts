import type { Services } from '../compose.ts';
import type { Authenticate } from './actor.ts';

/** Who asks: by personal access token where an Authorization header is sent, else by better-auth's session cookie. */
export function createAuthenticate({ auth, tokensOf, em }: Pick<Services, 'auth' | 'tokensOf' | 'em'>): Authenticate {
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
    return { userId: id, name, email, by: 'session' };
  };
}
