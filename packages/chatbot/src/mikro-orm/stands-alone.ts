import { notFound } from '../chatbot-error.ts';
import type { InstalledApps } from '../port/mini-apps.ts';
import type { WorkspaceInfo } from '../port/workspace.ts';

/** The surroundings of a bot that nobody has told of any. */
export const standsAlone: { workspaceInfo: WorkspaceInfo; installedApps: InstalledApps } = {
  workspaceInfo: { read: async () => undefined },
  installedApps: {
    list: async () => [],
    async replaceKeys(installationId) {
      throw notFound('installed app', installationId);
    },
  },
};
