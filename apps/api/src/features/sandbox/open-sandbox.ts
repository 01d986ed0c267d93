import { usualPolicy } from '@minimart/approvals';
import { uninstallApp } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { byOf, type Actor } from '../../http/actor.ts';
import { actOn } from '../installations/act-on.ts';

/** A developer's workspace to try drafts in. */
export interface Sandbox {
  id: string;
  name: string;
}

/** The sandbox of a developer, made and filled at the first call. */
export async function openSandbox(services: Services, em: EntityManager, actor: Actor): Promise<Sandbox> {
  const accounts = services.accountsOf(em);
  const made = await accounts.createSandbox(actor.userId, `Sandbox of ${actor.name}`);
  if (made !== undefined) await services.sandboxHost.furnish(em, made.id);
  return made ?? requireSandbox(services, em, actor);
}

/** The sandbox of a developer; `not_found` while there is none. */
export async function requireSandbox(
  { accountsOf }: Pick<Services, 'accountsOf'>,
  em: EntityManager,
  { userId }: Pick<Actor, 'userId'>,
): Promise<Sandbox> {
  const sandbox = await accountsOf(em).sandboxOf(userId);
  if (sandbox !== undefined) return sandbox;
  throw new Refusal({ code: 'not_found', detail: 'You have no sandbox yet. Open one first.' });
}

/**
 * Uninstalls everything in a developer's sandbox and fills it anew; the workspace stays the same. Answers the installations that ended. No install
 * gets in between: it waits for the policy, which is held.
 */
export async function resetSandbox(
  services: Services,
  em: EntityManager,
  actor: Actor,
): Promise<{ sandbox: Sandbox; ended: string[] }> {
  const sandbox = await requireSandbox(services, em, actor);
  const { id: workspaceId } = sandbox;
  const now = services.clock.now();
  await services.policiesOf(em).replace(workspaceId, usualPolicy, { userId: actor.userId, now, ifMatch: '*' });
  const ports = services.installPortsOf(em, byOf(actor));
  const live = await ports.store.listLive(workspaceId);
  for (const { id: installationId } of live) {
    const installation = await uninstallApp(ports, { workspaceId, installationId, remembersInputs: false });
    await services.audit(em, { ...actOn(installation, actor), action: 'app_uninstalled' });
  }
  await services.sandboxHost.clear(em, workspaceId);
  await services.sandboxHost.furnish(em, workspaceId);
  return { sandbox, ended: live.map(({ id }) => id) };
}
