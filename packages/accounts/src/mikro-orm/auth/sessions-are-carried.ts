/** What is known of a session that may be replaced: whoever asks before says it of the one that comes after. Undefined where nothing is. */
export type CarrySession = (formerId: string) => Promise<((sessionId: string) => Promise<void>) | undefined>;

type Handle = (request: Request) => Promise<Response>;

// By these better-auth ends the session that they are sent with, and begins another.
const paths = ['/change-password', '/two-factor/verify-totp', '/two-factor/disable'];

/** Carries what is known of a session over to the one that replaces it, before its cookie is handed out. `sessionOf` finds the session of a `Cookie` header. */
export function sessionsAreCarried(
  handle: Handle,
  { carry, sessionOf }: { carry: CarrySession; sessionOf(cookie: string): Promise<string | undefined> },
): Handle {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!paths.some((path) => pathname.endsWith(path))) return handle(request);
    const former = await sessionOf(request.headers.get('cookie') ?? '');
    const remember = former === undefined ? undefined : await carry(former);
    const answer = await handle(request);
    if (remember === undefined || !answer.ok) return answer;
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]!);
    const session = await sessionOf(cookies.join('; '));
    if (session !== undefined && session !== former) await remember(session);
    return answer;
  };
}
