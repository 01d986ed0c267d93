import { canManageApps } from '@minimart/accounts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

/** A key that became known to others and was ended; `replaced`: another is on its way to the app's server. */
export interface LeakedKeyTold {
  workspaceId: string;
  installationId: string;
  keyId: string;
  appName: string;
  replaced: boolean;
}

/** Tells those who manage the apps of the workspace. Neither the key nor the place where it was found stands in the mail. */
export async function mailLeak(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf'>,
  em: EntityManager,
  { workspaceId, installationId, keyId, appName, replaced }: LeakedKeyTold,
): Promise<void> {
  const workspace = await services.accountsOf(em).workspace(workspaceId);
  if (workspace === undefined) return;
  const members = await services.accountsOf(em).membersOf(workspaceId);
  await mailPeople(services, em, {
    to: members.filter(({ role }) => canManageApps(role)),
    words: {
      subject: `A key of ${appName} leaked, and was ended`,
      paragraphs: [
        `The key of ${appName} in ${workspace.name} was found in public. We ended it at once, so nobody can use it any more.`,
        replaced
          ? `A new key is on its way to the server of ${appName}. You need not do anything, but look at what the old one was used for.`
          : `${appName} has no key now, and cannot work until you give it another one.`,
      ],
      action: { label: 'See its key', path: `/workspaces/${workspaceId}/apps/${installationId}/key` },
      because: `because you manage the apps of ${workspace.name}`,
      dedupeKey: `leak ${keyId}`,
    },
  });
}
