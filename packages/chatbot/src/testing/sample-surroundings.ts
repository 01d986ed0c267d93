import { notFound, refuse } from '../chatbot-error.ts';
import type { InstalledApp, InstalledApps } from '../port/mini-apps.ts';
import type { WorkspaceInfo } from '../port/workspace.ts';

/** What the host tells of the workspace of the sample bot. */
const workspaceInfo: WorkspaceInfo = {
  read: async () => ({
    name: 'Sample workspace',
    image: 'https://store.example.com/workspace.png',
  }),
};

const app: InstalledApp = {
  installationId: 'ins_sample',
  appId: 'app_sample',
  title: 'Tag Sync',
  intro: 'Keeps your tags and your CRM the same.',
  logo: 'https://store.example.com/assets/ast_logo',
  image: null,
  keyNames: ['api_key', 'crm_secret'],
  status: 'active',
  version: '1.0.0',
};

/** What the store tells of the apps there: one that takes keys, one that was just installed and takes none. */
const installedApps: InstalledApps = {
  list: async () => [
    app,
    { ...app, installationId: 'ins_new', appId: 'app_new', title: 'Bookings', keyNames: [], status: 'pending' },
  ],
  async replaceKeys(installationId, keys) {
    if (installationId !== app.installationId) throw notFound('installed app', installationId);
    const unknown = Object.keys(keys).find((name) => !app.keyNames.includes(name));
    if (unknown !== undefined) throw refuse('invalid_input', 'The app takes no key of this name.');
  },
};

/** What surrounds the sample bot. */
export const sampleSurroundings = { workspaceInfo, installedApps };
