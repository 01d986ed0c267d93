import { canManageApps } from '@minimart/accounts';
import type { InstallationRecord } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

type Parts = Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf'>;

/** Tells those who manage apps in the workspace, and the app's developer, that an installation has failed for good. What the app's server said stands on the page alone. */
export async function mailGivenUp(services: Parts, em: EntityManager, record: InstallationRecord): Promise<void> {
  const { appId, workspaceId, id, delivery } = record;
  const listing = (await services.catalogOf(em).listingsOf([appId])).get(appId);
  const workspace = await services.accountsOf(em).workspace(workspaceId);
  if (listing === undefined || workspace === undefined || delivery === null) return;
  const { name } = listing.manifest;
  const tries = delivery.attempts === 1 ? 'once' : `${delivery.attempts} times`;
  const members = await services.accountsOf(em).membersOf(workspaceId);
  await mailPeople(services, em, {
    to: members.filter(({ role }) => canManageApps(role)),
    words: {
      subject: `${name} could not be set up in ${workspace.name}`,
      paragraphs: [
        `We tried ${tries} to tell the server of ${name} about ${workspace.name}, and have given up. The key that was meant for it is dead, and it has no access.`,
        'You can correct what you entered and try again, or take the app back.',
      ],
      action: { label: 'Look at it', path: `/workspaces/${workspaceId}/apps/${id}` },
      because: `because you manage the apps of ${workspace.name}`,
      dedupeKey: `given up ${delivery.id}`,
    },
  });
  const developer = (await services.accountsOf(em).usersByIds([listing.ownerId])).get(listing.ownerId);
  if (developer === undefined) return;
  await mailPeople(services, em, {
    to: [developer],
    words: {
      subject: `An installation of ${name} has failed`,
      paragraphs: [
        `A workspace installed ${name}, and your server did not take the subscribe request: we tried ${tries}. The installation has failed, and its key is dead.`,
        'The delivery log has each try, with what your server answered. Once it works again, you can send the request anew from there.',
      ],
      action: { label: 'Open the delivery', path: `/developer/apps/${appId}/deliveries/${delivery.id}` },
      because: `because you publish ${name}`,
      dedupeKey: `given up ${delivery.id} developer`,
    },
  });
}
