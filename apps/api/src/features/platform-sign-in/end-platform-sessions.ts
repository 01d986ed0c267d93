import type { PlatformFailure } from '@minimart/accounts';
import type { Services } from '../../compose.ts';

/** Ends the sessions that a logout token of the platform names (OpenID Connect Back-Channel Logout 1.0, 2.7). The same token twice is refused. */
export async function endPlatformSessions(
  { platform, platformPeopleOf, inTransaction }: Services,
  token: string,
): Promise<{ ok: true; ended: number } | PlatformFailure> {
  if (platform === undefined) throw new Error('No platform is configured.');
  const read = await platform.readLogoutToken(token);
  if (!read.ok) return read;
  const { id, expiresAt, issuer, sid, subject } = read;
  return inTransaction(async (em) => {
    const people = platformPeopleOf(em);
    if (!(await people.spend(`logout ${issuer} ${id}`, expiresAt)))
      return { ok: false, reason: 'untrusted', detail: 'The same token came before.' } as const;
    return { ok: true, ended: await people.endSessions({ issuer, sid, subject }) } as const;
  });
}
