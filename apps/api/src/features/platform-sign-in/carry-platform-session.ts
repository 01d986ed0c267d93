import type { CarrySession } from '@minimart/accounts/mikro-orm';
import type { Services } from '../../compose.ts';

/** A session that replaces one that began at the platform ends with the platform's as that would have. */
export function carryPlatformSession({
  platform,
  platformPeopleOf,
  em,
  inTransaction,
}: Pick<Services, 'platform' | 'platformPeopleOf' | 'em' | 'inTransaction'>): CarrySession | undefined {
  if (platform === undefined) return undefined;
  return async (formerId) => {
    const known = await platformPeopleOf(em()).sessionOf(formerId);
    if (known === undefined) return undefined;
    const { issuer, sid, idToken = '' } = known;
    return (sessionId) =>
      inTransaction((tx) => platformPeopleOf(tx).rememberSession({ sessionId, issuer, sid, idToken }));
  };
}
