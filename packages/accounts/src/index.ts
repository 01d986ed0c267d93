export { accountErrorCodes, type AccountErrorCode } from './account-error-codes.ts';
export { workspaceRoles, canManageApps, type WorkspaceRole } from './workspace-role.ts';
