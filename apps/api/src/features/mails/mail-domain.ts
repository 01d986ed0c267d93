import { proofPlaceOf, type ClaimToCheck, type Finding } from '@minimart/accounts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A domain whose proof is not found any more: `failing` until `endsAt`, or `lost`. */
export interface DomainTold {
  claim: ClaimToCheck;
  move: 'failing' | 'lost';
  finding: Finding;
  endsAt: Date | null;
  at: Date;
}

/** Tells a developer that the proof of their domain is gone, or that the domain is not verified any more. */
export async function mailDomain(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf'>,
  em: EntityManager,
  { claim, move, finding, endsAt, at }: DomainTold,
): Promise<void> {
  const { userId, domain } = claim;
  const developer = (await services.accountsOf(em).usersByIds([userId])).get(userId);
  if (developer === undefined) return;
  const { recordName, fileUrl } = proofPlaceOf(claim);
  const place = claim.method === 'dns' ? `in a TXT record at ${recordName}` : `in the file ${fileUrl}`;
  const until = endsAt === null ? 'soon' : `on ${day.format(endsAt)} (UTC)`;
  const isLost = move === 'lost';
  await mailPeople(services, em, {
    to: [developer],
    words: {
      subject: isLost ? `${domain} is not verified any more` : `We do not find the proof that ${domain} is yours`,
      paragraphs: [
        isLost
          ? `For a week we have not found the proof that ${domain} is yours, so the store does not show it beside your apps any more.`
          : `The proof that ${domain} is yours has to stay where it is: ${place}. We have looked, and it is not there.`,
        ...(finding.isFound ? [] : [finding.found, finding.remedy]),
        isLost
          ? 'Once it is there again, check it in the console. Your apps and their installations run on.'
          : `If it is not there again, the store stops showing ${domain} beside your apps ${until}. Your apps run on either way.`,
      ],
      action: { label: 'Open your developer profile', path: '/developer/profile' },
      because: `because you have verified ${domain}`,
      dedupeKey: `domain ${claim.claim} ${move} ${at.toISOString()}`,
    },
  });
}
