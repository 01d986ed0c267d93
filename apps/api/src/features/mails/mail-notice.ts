import type { TakenNotice } from '@minimart/webhooks/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Tells the developer of an app that its server is about to be switched off, or was. */
export async function mailNotice(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf'>,
  em: EntityManager,
  { id, endpointId: appId, kind, failingSince }: TakenNotice,
): Promise<void> {
  const listing = (await services.catalogOf(em).listingsOf([appId])).get(appId);
  const developer = listing && (await services.accountsOf(em).usersByIds([listing.ownerId])).get(listing.ownerId);
  if (listing === undefined || developer === undefined) return;
  const { name } = listing.manifest;
  const since = failingSince === null ? '' : ` since ${day.format(failingSince)} (UTC)`;
  const isOff = kind === 'disabled';
  await mailPeople(services, em, {
    to: [developer],
    words: {
      subject: isOff ? `We stopped sending to the server of ${name}` : `The server of ${name} keeps failing`,
      paragraphs: [
        `Every request to the server of ${name} has failed${since}.`,
        isOff
          ? 'We have stopped sending to it. What is waiting is kept. Once it works again, let deliveries go on and recover what has failed.'
          : 'If that goes on, we will stop sending to it. The delivery log says what is wrong with each request.',
      ],
      action: { label: 'Open the delivery log', path: `/developer/apps/${appId}/deliveries` },
      because: `because you publish ${name}`,
      dedupeKey: `notice ${id}`,
    },
  });
}
