import { canManageApps, type WorkspaceRole } from '@minimart/accounts';
import { assertAllowed, mayInstallAs, type InstallerKind, type StoredPolicy } from '@minimart/approvals';
import { readInstallation } from '@minimart/installs';
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
 * The one gate of everything that gives an app a footing in a workspace, or more power there: install, approve, retry, accept an update, switch a
 * permission on. Lets through who installs by the workspace's policy, and an app that it lets in; answers the app. The policy stays as it is until
 * the transaction of `em` ends, so call it in the one that acts. Throws `not_found` (no member), `role_required`, `app_not_allowed`, or what `appOf` throws.
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

/**
 * Lets through who manages apps; others too as long as the installation never worked. One that has is not theirs to take away, or to give a key
 * again after it was ended, wherever members may install. Throws `not_found` or `role_required`.
 */
export async function requireManagerOnceActive(
  { accountsOf, installPortsOf }: Pick<Services, 'accountsOf' | 'installPortsOf'>,
  em: EntityManager,
  { actor, ...ref }: { actor: Actor; workspaceId: string; installationId: string },
): Promise<void> {
  const { activatedAt } = await readInstallation(installPortsOf(em), ref);
  const membership = await accountsOf(em).membership(actor.userId, ref.workspaceId);
  if (activatedAt === null || (membership !== undefined && canManageApps(membership.role))) return;
  const detail = `This app has been in use, so only an owner or an admin${membership === undefined ? '' : ` of ${membership.name}`} may do this.`;
  throw new Refusal({ code: 'role_required', detail, extra: { role: membership?.role } });
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
