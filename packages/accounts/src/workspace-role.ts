/** What a member may be, the most powerful first. */
export const workspaceRoles = ['owner', 'admin', 'member'] as const;

export type WorkspaceRole = (typeof workspaceRoles)[number];

/** Owners and admins install and uninstall apps; members look. */
export function canManageApps(role: WorkspaceRole): boolean {
  return role !== 'member';
}
