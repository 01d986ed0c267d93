import { canManageApps } from '@minimart/accounts';
import type { UntoldLifting, UntoldSuspension } from '@minimart/catalog';
import type { AppStanding } from '@minimart/catalog/mikro-orm';
import type { LiveInstallation } from '@minimart/installs/mikro-orm';
import type { KeyRecord } from '@minimart/keys';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople, type Words } from './mail-people.ts';

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
  { suspension, installations }: { suspension: UntoldSuspension; installations: readonly LiveInstallation[] },
): Promise<void> {
  const { appId, words, stopsKeys, suspendedAt, revision } = suspension;
  const name = await nameOf(services, em, appId);
  const say: Say = ({ id }, place) => ({
    subject: `${name} is suspended`,
    paragraphs: [
      `Those who run the store have suspended ${name}, which ${place} has installed. They say: ${words}`,
      stopsKeys
        ? 'It has no access to your workspace until that is lifted. You need not do anything; you can uninstall it any time, and its server is then told.'
        : 'It works on in your workspace, and gets no updates. You need not do anything; you can uninstall it any time.',
    ],
    dedupeKey: `suspension ${id} ${suspendedAt.toISOString()} ${revision}`,
  });
  await mailManagers(services, em, { installations, say });
}

/** Tells them that the suspension was lifted, and what that means for the key of their installation. */
export async function mailOwnersOfLifting(
  services: Parts & Pick<Services, 'keysOf'>,
  em: EntityManager,
  { lifting, installations }: { lifting: UntoldLifting; installations: readonly LiveInstallation[] },
): Promise<void> {
  const { appId, stoppedKeys, liftedAt } = lifting;
  const name = await nameOf(services, em, appId);
  const keys = await services.keysOf(em).liveKeysOf(installations.map(({ id }) => id));
  const say: Say = ({ id, status }, place) => ({
    subject: `${name} is not suspended any more`,
    paragraphs: [
      `Those who run the store have lifted the suspension of ${name}, which ${place} has installed. It can be installed and updated again.`,
      keyAfterLifting({ status, stoppedKeys, keys: keys.filter(({ subject }) => subject === id) }),
      ...(stoppedKeys ? ['What it had planned to send was cancelled when its keys were stopped.'] : []),
    ],
    dedupeKey: `suspension lifted ${id} ${liftedAt.toISOString()}`,
  });
  await mailManagers(services, em, { installations, say });
}

/** What has become of the key of an installation, and what its owner has to do. */
function keyAfterLifting({
  status,
  stoppedKeys,
  keys,
}: Pick<LiveInstallation, 'status'> & { stoppedKeys: boolean; keys: readonly KeyRecord[] }): string {
  if (status === 'pending') return 'It is being set up, and gets its key with that. You need not do anything.';
  if (status === 'failed')
    return 'It does not work in your workspace yet: it has no key, since setting it up failed or its key was ended. Open it and try again, and it gets a new key.';
  if (keys.length === 0) return 'It has no key, and works as before. You need not do anything.';
  if (keys.every(({ disabledAt }) => disabledAt !== null))
    return 'Its key is paused in your workspace, as it was before. Let the key go on when you want the app to work.';
  return stoppedKeys
    ? 'Its key, which was stopped, works again as before. You need not do anything.'
    : 'Its key works as it did before. You need not do anything.';
}

/** What is said of an installation; `place` is what its workspace is called. */
type Say = (installation: LiveInstallation, place: string) => Pick<Words, 'subject' | 'paragraphs' | 'dedupeKey'>;

/** Writes to those who manage the apps of each workspace, about its installation. */
async function mailManagers(
  services: Parts,
  em: EntityManager,
  { installations, say }: { installations: readonly LiveInstallation[]; say: Say },
): Promise<void> {
  for (const installation of installations) {
    const { id, workspaceId } = installation;
    const workspace = await services.accountsOf(em).workspace(workspaceId);
    const members = await services.accountsOf(em).membersOf(workspaceId);
    if (workspace === undefined) continue;
    await mailPeople(services, em, {
      to: members.filter(({ role }) => canManageApps(role)),
      words: {
        ...say(installation, workspace.name),
        action: { label: 'Look at it', path: `/workspaces/${workspaceId}/apps/${id}` },
        because: `because you manage the apps of ${workspace.name}`,
      },
    });
  }
}

async function nameOf({ catalogOf }: Parts, em: EntityManager, appId: string): Promise<string> {
  return (await catalogOf(em).namesOf([appId])).get(appId)?.name ?? 'An app';
}
