import { publicOrigin } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { listingJsonLd } from '#lib/server/json-ld.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { renderMarkdown } from '#lib/server/render-markdown.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const answer = await readListing(event, event.params.slug);
  const { scopes, description, ...listing } = expectAnswer(
    answer,
    'There is no such app in the store. It may have been withdrawn.',
  );
  const address = `${publicOrigin(event.url)}/apps/${listing.slug}`;
  return {
    listing,
    address,
    groups: groupScopes(scopes),
    descriptionHtml: renderMarkdown(description),
    jsonLd: listingJsonLd({ ...listing, scopes, description }, address),
  };
};
