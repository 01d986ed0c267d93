import type { WorkspaceRole } from '../workspace-role.ts';

/** Whether somebody invites people as `role`, and takes that role from others: owners for all roles, admins for members. */
export function mayGrant(actor: WorkspaceRole, role: WorkspaceRole): boolean {
  return actor === 'owner' || (actor === 'admin' && role === 'member');
}
