import { renderMarkdown } from '#lib/listing/render-markdown.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { readDraftListing } from '#lib/server/read-draft-listing.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

// It shows what is typed on the page around it.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { scopes, ...listing } = await readDraftListing(event, event.params.appId);
  return { listing, groups: groupScopes(scopes), descriptionHtml: renderMarkdown(listing.description) };
};
