import { latestStanding, proposeVersion } from '@minimart/catalog';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import { listingSchema } from '../listings/listing-schemas.ts';
import { presentListing } from '../listings/present-listing.ts';

/** The draft of an app as its listing would be, were it published now. */
export function draftListingRoute(services: Services): Route {
  const { catalogOf, em, clock } = services;
  return defineRoute({
    id: 'getDraftListing',
    tokenScope: 'apps:read',
    method: 'get',
    path: '/v1/developer/apps/{appId}/listing',
    tag: 'Developer',
    summary: 'The listing as visitors would read it, were the draft published now. Nobody else sees it.',
    access: 'signed-in',
    translated: true,
    params: z.object({ appId: z.string() }),
    query: z.object({
      as: z
        .enum(['published', 'installed'], 'Give published or installed.')
        .default('published')
        .describe('`installed`: with the version that it has in your sandbox.'),
    }),
    answer: listingSchema,
    async handle({ params: { appId }, query: { as }, actor: { userId: ownerId }, language }) {
      const speaking = servicesIn(services, language);
      const catalog = catalogOf(em());
      const { draft: manifest, slug, draftVersion, isListed } = await catalog.appOf({ appId, ownerId });
      const standing = isListed ? ('listed' as const) : ('hidden' as const);
      if (as === 'installed') {
        const tried = { appId, version: draftVersion, manifest, changelog: '', publishedAt: clock.now() };
        return {
          body: await presentListing(speaking, { ...tried, slug, ownerId, standing: 'hidden' }, { versions: [] }),
        };
      }
      const releases = await catalog.releasesOf(appId);
      const shown = releases.filter(({ percentage, rolledBackAt }) => percentage === 100 && rolledBackAt === null);
      const { version } = proposeVersion(latestStanding(releases), manifest, releases[0]?.version);
      const draft = { appId, version, manifest, changelog: '', publishedAt: clock.now() };
      const listing = { ...draft, slug: manifest.slug, ownerId, standing };
      return { body: await presentListing(speaking, listing, { versions: [draft, ...shown] }) };
    },
  });
}
