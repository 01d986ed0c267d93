import { canManageApps, type WorkspaceRole } from '@minimart/accounts';
import { assertAllowed, mayInstallAs, type InstallerKind, type StoredPolicy } from '@minimart/approvals';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';

/** Somebody who wants an app in a workspace; `appOf` finds it once they are known to be one who may ask for it. */
export interface Wanted<App extends { id: string; name: string }> {
  actor: Actor;
  workspaceId: string;
  appOf(): Promise<App>;
}

/**
 * The one gate of everything that gives an app a footing in a workspace: install, approve, retry, accept an update. Lets through who installs by the
 * workspace's policy, and an app that it lets in; answers the app. The policy stays as it is until the transaction of `em` ends, so call it in
 * the one that acts. Throws `not_found` (no member), `role_required`, `app_not_allowed`, or what `appOf` throws.
 */
export async function requireInstaller<App extends { id: string; name: string }>(
  services: Pick<Services, 'accountsOf' | 'policiesOf'>,
  em: EntityManager,
  { actor, workspaceId, appOf }: Wanted<App>,
): Promise<App> {
  const { membership, policy } = await holdPolicy(services, em, { actor, workspaceId });
  if (!mayInstallAs(membership.role, policy)) throw mayNot(membership, policy.installers);
  const app = await appOf();
  assertAllowed(app, policy);
  return app;
}

/** A member and the policy that holds until the transaction of `em` ends; `not_found` for anybody else. */
export async function holdPolicy(
  { accountsOf, policiesOf }: Pick<Services, 'accountsOf' | 'policiesOf'>,
  em: EntityManager,
  { actor, workspaceId }: { actor: Actor; workspaceId: string },
): Promise<{ membership: { name: string; role: WorkspaceRole }; policy: StoredPolicy }> {
  const membership = await accountsOf(em).membership(actor.userId, workspaceId);
  if (membership === undefined)
    throw new Refusal({ code: 'not_found', detail: 'There is no such workspace among yours.' });
  return { membership, policy: await policiesOf(em).hold(workspaceId) };
}

/** Lets through who manages apps, and who installs them by the policy: either may take back what never became active. */
export async function requireInstallerOrManager(
  services: Pick<Services, 'accountsOf' | 'policiesOf'>,
  em: EntityManager,
  who: { actor: Actor; workspaceId: string },
): Promise<void> {
  const { membership, policy } = await holdPolicy(services, em, who);
  if (canManageApps(membership.role) || mayInstallAs(membership.role, policy)) return;
  throw mayNot(membership, policy.installers);
}

const whoMay: Record<InstallerKind, string> = {
  owners: 'Only an owner',
  managers: 'Only an owner or an admin',
  everyone: 'Only a member',
};

function mayNot({ name, role }: { name: string; role: WorkspaceRole }, installers: InstallerKind): Refusal {
  const you = role === 'member' ? 'a member' : `an ${role}`;
  return new Refusal({
    code: 'role_required',
    detail: `${whoMay[installers]} of ${name} may install apps there; you are ${you}. You can ask for it instead.`,
    extra: { role },
  });
}
