import { workspaceRoles, type WorkspaceRole } from '../workspace-role.ts';

/** Whether somebody invites people as `role`, and takes that role from others: owners for all roles, admins for members. */
export function mayGrant(actor: WorkspaceRole, role: WorkspaceRole): boolean {
  return actor === 'owner' || (actor === 'admin' && role === 'member');
}

/** The roles that somebody may invite people as, the most powerful first. */
export function rolesToGrant(actor: WorkspaceRole): WorkspaceRole[] {
  return workspaceRoles.filter((role) => mayGrant(actor, role));
}
