import { parsePlatformClaims, type PlatformFailure } from '@minimart/accounts';
import { issueSession } from '@minimart/accounts/mikro-orm';
import type { Services } from '../../compose.ts';
import type { BegunSignIn } from './sign-in-cookie.ts';

/** What the platform sent a visitor back with. */
export interface CallBack {
  query: URLSearchParams;
  begun: (BegunSignIn & { expiresAt: number }) | undefined;
  /** The `Cookie` header, by which a session that was there before is known. */
  cookie: string | undefined;
  address: string | undefined;
  userAgent: string | undefined;
}

type Finished = { ok: true; cookies: string[]; next: string } | PlatformFailure;

/** Redeems it, takes over who that is and where they belong in one transaction, and begins a session. */
export async function finishSignIn(
  services: Services,
  { query, begun, cookie, address, userAgent }: CallBack,
): Promise<Finished> {
  const { platform, config, auth, platformPeopleOf, workspaceHost, inTransaction } = services;
  if (platform === undefined || config.platform === undefined) throw new Error('No platform is configured.');
  if (begun === undefined || begun.checks.state !== query.get('state'))
    return expired('The sign-in was begun in another browser, more than ten minutes ago, or is finished.');
  const { checks, expiresAt, next } = begun;
  const isFirst = await inTransaction((em) => platformPeopleOf(em).spend(`state ${checks.state}`, new Date(expiresAt)));
  if (!isFirst) return expired('The same answer of the platform came before.');
  const answer = await platform.finish(query, checks);
  if (!answer.ok) return answer;
  const { issuer, claims, sid, idToken } = answer;
  const { workspacesClaim } = config.platform;
  const parsed = parsePlatformClaims(claims, { issuer, workspacesClaim });
  if (!parsed.ok) return parsed;
  const admitted = await inTransaction(async (em) => {
    const known = await platformPeopleOf(em).admit(parsed.person);
    if (known.ok) for (const workspace of known.opened) await workspaceHost.furnish(em, workspace);
    return known;
  });
  if (!admitted.ok) return admitted;
  const { sessionId, cookies } = await issueSession(auth, { userId: admitted.userId, cookie, address, userAgent });
  // Before the cookie is handed out, so that no session is in use that the platform could not end.
  await inTransaction((em) => platformPeopleOf(em).rememberSession({ sessionId, issuer, sid, idToken }));
  return { ok: true, cookies, next };
}

function expired(detail: string): PlatformFailure {
  return { ok: false, reason: 'expired', detail };
}
