import { publicOrigin } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { listingJsonLd } from '#lib/server/json-ld.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { renderMarkdown } from '#lib/server/render-markdown.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { standingIn } from '#lib/approvals/stop-for.ts';
import type { Workspace } from '#lib/server/api.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const answer = await readListing(event, event.params.slug);
  const { scopes, description, ...listing } = expectAnswer(
    answer,
    'There is no such app in the store. It may have been withdrawn.',
  );
  const address = `${publicOrigin(event.url)}/apps/${listing.slug}`;
  const viewer = await event.locals.viewer();
  return {
    notHere: await findStops(event, viewer?.workspaces ?? [], listing.id),
    listing,
    address,
    groups: groupScopes(scopes),
    descriptionHtml: renderMarkdown(description),
    jsonLd: listingJsonLd({ ...listing, scopes, description }, address),
  };
};

const mostWorkspaces = 5;

/** The visitor's workspaces whose policy keeps the app out; a visitor with many is told on the consent page. */
async function findStops(event: RequestEvent, workspaces: Workspace[], appId: string) {
  if (workspaces.length > mostWorkspaces) return [];
  const standings = await Promise.all(
    workspaces.map(async ({ id, name }) => ({ id, name, standing: standingIn(await readPolicy(event, id), appId) })),
  );
  return standings.filter(({ standing }) => standing !== 'allowed');
}
