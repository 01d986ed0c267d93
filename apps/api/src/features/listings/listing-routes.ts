import { categories } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { changesSchema } from './changes-schema.ts';
import { cardSchema, listingSchema } from './listing-schemas.ts';
import { presentChanges } from './present-changes.ts';
import { presentCards, presentListing } from './present-listing.ts';

const query = z.object({
  query: z.string().max(200, 'Search for 200 characters at most.').optional(),
  category: z.string().max(40).optional(),
  sort: z.enum(['name', 'new'], { error: 'Sort by name or by new.' }).default('name'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(24),
});

const page = z.object({
  items: z.array(cardSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  categories: z.array(z.object({ id: z.string(), label: z.string(), count: z.int() })),
});

const labels = new Map<string, string>(categories.map(({ id, label }) => [id, label]));

/** The store as anybody reads it. */
export function listingRoutes(services: Services): Route[] {
  const { catalogOf, em } = services;
  const searchApps = defineRoute({
    id: 'searchApps',
    method: 'get',
    path: '/v1/apps',
    tag: 'Store',
    summary: 'Search the store.',
    access: 'public',
    query,
    answer: page,
    async handle({ query: search }) {
      const found = await catalogOf(em()).search(search);
      const counted = found.categories.map(({ id, count }) => ({ id, label: labels.get(id) ?? id, count }));
      const { nextCursor, total } = found;
      return { body: { items: await presentCards(services, found.items), nextCursor, total, categories: counted } };
    },
  });
  const getListing = defineRoute({
    id: 'getListing',
    method: 'get',
    path: '/v1/apps/{slug}',
    tag: 'Store',
    summary: 'One listing: everything there is to read before installing.',
    access: 'public',
    params: z.object({ slug: z.string() }),
    answer: listingSchema,
    async handle({ params: { slug } }) {
      const catalog = catalogOf(em());
      const listing = await catalog.listing(slug);
      if (listing === undefined)
        throw new Refusal({ code: 'not_found', detail: `The store has no app named ${slug}.` });
      const releases = await catalog.releasesOf(listing.appId);
      const shown = releases.filter(({ percentage, rolledBackAt }) => percentage === 100 && rolledBackAt === null);
      return { body: await presentListing(services, listing, shown) };
    },
  });
  const getChanges = defineRoute({
    id: 'getChanges',
    method: 'get',
    path: '/v1/apps/{slug}/changes',
    tag: 'Store',
    summary: 'What has changed in what a person agrees to, from a version they have read to the one in the store.',
    access: 'public',
    params: z.object({ slug: z.string() }),
    query: z.object({ from: z.string('Name the version that was read.').max(30) }),
    answer: changesSchema,
    async handle({ params: { slug }, query: { from } }) {
      const catalog = catalogOf(em());
      const listing = await catalog.listing(slug);
      if (listing === undefined)
        throw new Refusal({ code: 'not_found', detail: `The store has no app named ${slug}.` });
      const releases = await catalog.releasesOf(listing.appId);
      // What was let out to some only was never in the store.
      const former = releases.find(({ version, percentage }) => version === from && percentage === 100);
      if (former === undefined) throw new Refusal({ code: 'not_found', detail: `The store had no version ${from}.` });
      return { body: presentChanges(services.registry, { from: former, to: listing, releases }) };
    },
  });
  return [searchApps, getListing, getChanges];
}
