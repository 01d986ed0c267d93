import type { Invitation } from '@minimart/accounts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { mailPeople } from './mail-people.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const roles = { owner: 'an owner', admin: 'an admin', member: 'a member' };

/** An invitation, the code that is in its mail and nowhere else, and who invites into what. */
export interface MailedInvitation {
  invitation: Invitation;
  code: string;
  workspaceName: string;
  actor: Actor;
}

/**
 * Mails an invitation. The code stands behind the `#` of the link, which browsers send to nobody; and once more by itself, for a browser without scripts.
 * It greets by the address: whether that is somebody's account is nobody's business.
 */
export function mailInvitation(
  services: Pick<Services, 'mailboxOf' | 'config'>,
  em: EntityManager,
  { invitation, code, workspaceName, actor }: MailedInvitation,
): Promise<void> {
  const { id, email, role, expiresAt } = invitation;
  return mailPeople(services, em, {
    to: [{ name: email, email }],
    words: {
      subject: `${actor.name} invites you to ${workspaceName}`,
      paragraphs: [
        `${actor.name} (${actor.email}) invites you to join ${workspaceName} on Minimart as ${roles[role]}.`,
        'You see once more what it is before you accept. If you do not know them, do nothing.',
      ],
      after: [
        `The link is for you alone, and works until ${day.format(expiresAt)} (UTC). If it does not open, enter this code at ${services.config.baseUrl}/invitations: ${code}`,
      ],
      action: { label: 'Look at the invitation', path: `/invitations#${code}` },
      because: `because ${actor.name} has entered your address`,
      dedupeKey: `invitation ${id}`,
    },
  });
}
