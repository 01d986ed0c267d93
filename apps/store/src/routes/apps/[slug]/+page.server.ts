import { readReviewFilter, type ReviewFilter } from '#lib/reviews/reviews-path.ts';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { listingJsonLd } from '#lib/server/json-ld.ts';
import { breadcrumbJsonLd } from '#lib/server/site-json-ld.ts';
import { categoryLabel } from '#lib/listing/category-label.ts';
import { storePath } from '#lib/listing/store-path.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { renderMarkdown } from '#lib/listing/render-markdown.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { mayInstall } from '#lib/server/require-viewer.ts';
import { standingIn } from '#lib/approvals/stop-for.ts';
import type { Workspace } from '#lib/server/api.ts';
import { getLocale, m, pathInLocale } from '@minimart/messages';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const link = event.url.searchParams.get('link');
  const filter = readReviewFilter(event.url.searchParams);
  const answer = await readListing(event, event.params.slug, {
    ...(!event.locals.isAhead && { page: 'listing' }),
    link,
  });
  const { scopes, description, ...listing } = expectAnswer(
    answer,
    link ? m.listing_link_missing() : m.listing_missing(),
  );
  const address = publicOrigin(event.url) + pathInLocale(getLocale(), `/apps/${listing.slug}`);
  const viewer = await event.locals.viewer();
  const workspaces = viewer?.workspaces ?? [];
  const [reviews, notHere, reviewPlaces, similar] = await Promise.all([
    // An app without a review needs no second question.
    listing.rating === null ? noReviews : readReviews(event, { filter, link }),
    findStops(event, workspaces, listing.id),
    findReviewPlaces(event, workspaces, listing.slug),
    readSimilar(event, link),
  ]);
  return {
    notHere,
    reviewPlaces,
    reviews,
    similar,
    filter,
    link,
    reportPath: `/apps/${listing.slug}/report${link ? `?${new URLSearchParams({ link })}` : ''}`,
    listing,
    now: new Date().toISOString(),
    installPath: `/apps/${listing.slug}/install${link ? `?${new URLSearchParams({ link })}` : ''}`,
    address,
    groups: groupScopes(scopes),
    descriptionHtml: renderMarkdown(description),
    jsonLd: listingJsonLd({ ...listing, scopes, description }, address) + wayTo(listing, address),
    socialImage: `${publicOrigin(event.url)}/assets/social/${listing.slug}/${listing.version}.png`,
  };
};

/** The way to a listing for machines: as its breadcrumb tells people. */
function wayTo({ name, category }: { name: string; category: string }, address: string): string {
  const { origin } = new URL(address);
  const at = (path: string) => origin + pathInLocale(getLocale(), path);
  return breadcrumbJsonLd([
    { name: m.site_store(), address: at('/') },
    { name: categoryLabel(category), address: at(storePath({ category })) },
    { name, address },
  ]);
}

/** A page of its reviews; null when they cannot be shown, which is no reason not to show the rest. */
async function readReviews(event: RequestEvent, { filter, link }: { filter: ReviewFilter; link: string | null }) {
  const query = {
    limit: reviewsOnPage,
    ...(filter.stars !== '' && { stars: filter.stars as '1' | '2' | '3' | '4' | '5' }),
    ...(filter.cursor !== '' && { cursor: filter.cursor }),
    ...(link && { link }),
  };
  const params = { path: { slug: event.params.slug }, query };
  const answer = toAnswer(await apiOf(event).GET('/v1/apps/{slug}/reviews', { params }));
  if (answer.ok) return answer.data;
  event.locals.isPartial = true;
  return null;
}

/** Apps that are like it; none when they cannot be shown, which is no reason not to show the rest. */
async function readSimilar(event: RequestEvent, link: string | null) {
  const params = { path: { slug: event.params.slug }, query: { ...(link && { link }) } };
  const answer = toAnswer(await apiOf(event).GET('/v1/apps/{slug}/similar', { params }));
  if (answer.ok) return answer.data.items;
  event.locals.isPartial = true;
  return [];
}

const reviewsOnPage = 10;
const noReviews = { items: [], nextCursor: null, rating: { count: 0, average: null, histogram: [] } };
const mostWorkspaces = 5;

/** Where the reader may write of it: the visitor's workspaces that have it, and that they manage. */
async function findReviewPlaces(event: RequestEvent, workspaces: Workspace[], slug: string) {
  const managed = workspaces.filter((workspace) => mayInstall(workspace) && !workspace.isSandbox);
  if (managed.length > mostWorkspaces) return [];
  const places = await Promise.all(
    managed.map(async ({ id, name }) => {
      const params = { path: { workspaceId: id }, query: { app: slug, limit: 1 } };
      const answer = toAnswer(await apiOf(event).GET('/v1/workspaces/{workspaceId}/installations', { params }));
      const installation = answer.ok ? answer.data.items[0] : undefined;
      if (installation === undefined || installation.activatedAt === null) return [];
      return [{ name, path: `/workspaces/${id}/apps/${installation.id}/review` }];
    }),
  );
  return places.flat();
}

/** The visitor's workspaces whose policy keeps the app out; a visitor with many is told on the consent page. */
async function findStops(event: RequestEvent, workspaces: Workspace[], appId: string) {
  if (workspaces.length > mostWorkspaces) return [];
  const standings = await Promise.all(
    workspaces.map(async ({ id, name }) => ({ id, name, standing: standingIn(await readPolicy(event, id), appId) })),
  );
  return standings.filter(({ standing }) => standing !== 'allowed');
}
