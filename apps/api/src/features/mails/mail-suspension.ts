import { canManageApps } from '@minimart/accounts';
import type { UntoldSuspension } from '@minimart/catalog';
import type { AppStanding } from '@minimart/catalog/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

type Parts = Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf'>;

/** Tells the developer of an app that it is suspended, and why, or that this was lifted; once for each tag. */
export async function mailDeveloperOfSuspension(
  services: Parts,
  em: EntityManager,
  { app: { id, name, ownerId }, suspension, etag }: AppStanding,
): Promise<void> {
  const developer = (await services.accountsOf(em).usersByIds([ownerId])).get(ownerId);
  if (developer === undefined) return;
  const stopped = suspension?.stopsKeys
    ? 'It is in no list, nobody can install it, and its keys are stopped: calls are answered 403 with the code key_suspended. Requests that were to hand a key to your server are taken back.'
    : 'It is in no list, and nobody can install it. Workspaces that have it go on using it; updates wait.';
  await mailPeople(services, em, {
    to: [developer],
    words: {
      subject: suspension === undefined ? `${name} is not suspended any more` : `${name} is suspended`,
      paragraphs:
        suspension === undefined
          ? [
              `Those who run the store have lifted the suspension of ${name}. It is listed as before, and keys that were stopped work again.`,
              'Installations that failed meanwhile can be tried again by their owners.',
            ]
          : [`Those who run the store have suspended ${name}. They say: ${suspension.words}`, stopped],
      action: { label: 'Open the console', path: `/developer/apps/${id}` },
      because: `because you publish ${name}`,
      dedupeKey: `suspension ${id} ${suspension === undefined ? 'lifted ' : ''}${etag}`,
    },
  });
}

/** Tells those who manage apps in workspaces that have a suspended app. */
export async function mailOwnersOfSuspension(
  services: Parts,
  em: EntityManager,
  { suspension, installations }: { suspension: UntoldSuspension; installations: readonly Told[] },
): Promise<void> {
  const { appId, words, stopsKeys, suspendedAt, revision } = suspension;
  const name = (await services.catalogOf(em).namesOf([appId])).get(appId)?.name ?? 'An app';
  for (const { id, workspaceId } of installations) {
    const workspace = await services.accountsOf(em).workspace(workspaceId);
    const members = await services.accountsOf(em).membersOf(workspaceId);
    if (workspace === undefined) continue;
    await mailPeople(services, em, {
      to: members.filter(({ role }) => canManageApps(role)),
      words: {
        subject: `${name} is suspended`,
        paragraphs: [
          `Those who run the store have suspended ${name}, which ${workspace.name} has installed. They say: ${words}`,
          stopsKeys
            ? 'It has no access to your workspace until that is lifted. You need not do anything; you can uninstall it any time, and its server is then told.'
            : 'It works on in your workspace, and gets no updates. You need not do anything; you can uninstall it any time.',
        ],
        action: { label: 'Look at it', path: `/workspaces/${workspaceId}/apps/${id}` },
        because: `because you manage the apps of ${workspace.name}`,
        dedupeKey: `suspension ${id} ${suspendedAt.toISOString()} ${revision}`,
      },
    });
  }
}

interface Told {
  id: string;
  workspaceId: string;
}
