import type { Accounts } from '@minimart/accounts/mikro-orm';
import type { WorkspaceInfo } from '@minimart/chatbot';

/** What the accounts know of a workspace, as its bot is told it. Workspaces have no picture here. */
export function createWorkspaceInfo(accounts: Pick<Accounts, 'workspace'>, workspaceId: string): WorkspaceInfo {
  return {
    async read() {
      const found = await accounts.workspace(workspaceId);
      if (found === undefined) return undefined;
      return { name: found.name, image: null };
    },
  };
}
