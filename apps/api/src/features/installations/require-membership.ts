import { canManageApps, type WorkspaceRole } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';

/** Lets members through, and for changes owners and admins; a workspace one does not belong to is `not_found`. */
export async function requireMembership(
  { accountsOf, em }: Services,
  { actor, workspaceId }: { actor: Actor; workspaceId: string },
  wants: 'read' | 'change',
): Promise<WorkspaceRole> {
  const membership = await accountsOf(em()).membership(actor.userId, workspaceId);
  if (membership === undefined)
    throw new Refusal({ code: 'not_found', detail: 'There is no such workspace among yours.' });
  if (wants === 'read' || canManageApps(membership.role)) return membership.role;
  throw new Refusal({
    code: 'role_required',
    detail: `Only an owner or an admin of ${membership.name} may do this; you are a ${membership.role}.`,
    extra: { role: membership.role },
  });
}
