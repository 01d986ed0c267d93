import type { Listing } from './api.ts';
import { apiOf, toAnswer, type Answer, type Asking } from './call-api.ts';
import { isPersonsView } from './is-persons-view.ts';

/**
 * The listing of an app, or why there is none. `page` is the page that it is shown on, for its developer's numbers: it counts when a person looks. `link`
 * is the token of a link it is read by.
 */
export async function readListing(
  asking: Asking,
  slug: string,
  { page, link }: { page?: 'listing' | 'consent'; link?: string | null } = {},
): Promise<Answer<Listing>> {
  const headers = page !== undefined && isPersonsView(asking.request) ? { 'minimart-view': page } : {};
  const params = { path: { slug }, ...(link && { query: { link } }) };
  return toAnswer(await apiOf(asking).GET('/v1/apps/{slug}', { params, headers }));
}
