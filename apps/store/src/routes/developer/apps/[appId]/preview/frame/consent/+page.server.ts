import { groupScopes } from '#lib/server/group-scopes.ts';
import { readDraftListing } from '#lib/server/read-draft-listing.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

// So that its links and its form lead nowhere.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const { scopes, ...listing } = await readDraftListing(event, event.params.appId);
  return {
    listing,
    groups: groupScopes(scopes),
    workspace: viewer.workspaces[0] ?? {
      id: 'none',
      name: 'Example workspace',
      role: 'owner' as const,
      isSandbox: false,
    },
  };
};
