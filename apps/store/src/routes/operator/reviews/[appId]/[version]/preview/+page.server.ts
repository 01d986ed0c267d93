import { renderMarkdown } from '#lib/listing/render-markdown.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import type { PageServerLoad } from './$types';

const path = '/v1/operator/version-reviews/{appId}/{version}/listing';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const answer = toAnswer(await apiOf(event).GET(path, { params: { path: event.params } }));
  const { scopes, ...listing } = expectAnswer(answer, noSuchPage);
  return {
    listing,
    groups: groupScopes(scopes),
    descriptionHtml: renderMarkdown(listing.description),
    isConsent: event.url.searchParams.get('as') === 'consent',
    back: `/operator/reviews/${event.params.appId}/${event.params.version}`,
  };
};
