import { mayGrant, type WorkspaceRole } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';

/** A workspace whose members stay as they are until the transaction ends, and the role of whoever asks. */
export interface HeldWorkspace {
  id: string;
  name: string;
  isSandbox: boolean;
  role: WorkspaceRole;
}

/** Holds the members of a workspace for somebody who belongs to it; `not_found` for anybody else. */
export async function holdMembers(
  { accountsOf, membersOf }: Pick<Services, 'accountsOf' | 'membersOf'>,
  em: EntityManager,
  { actor, workspaceId }: { actor: Pick<Actor, 'userId'>; workspaceId: string },
): Promise<HeldWorkspace> {
  const held = await membersOf(em).hold(workspaceId);
  // After the hold: they may have been removed while they waited.
  const membership = await accountsOf(em).membership(actor.userId, workspaceId);
  if (membership === undefined)
    throw new Refusal({ code: 'not_found', detail: 'There is no such workspace among yours.' });
  return { ...held, role: membership.role };
}

/** Lets through who gives and takes all of these roles; `role_required` for others. */
export function requireGrant({ name, role }: Pick<HeldWorkspace, 'name' | 'role'>, ...roles: WorkspaceRole[]): void {
  if (roles.every((each) => mayGrant(role, each))) return;
  const detail =
    role === 'admin'
      ? `In ${name}, admins invite and remove members; owners and admins are for an owner.`
      : `Only an owner or an admin of ${name} may do this; you are a member.`;
  throw new Refusal({ code: 'role_required', detail, extra: { role } });
}
