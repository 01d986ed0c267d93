import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import { changesSchema } from './changes-schema.ts';
import { assertNotSuspended } from './assert-not-suspended.ts';
import { findReadable, linkToken, noSuchApp } from './find-readable.ts';
import { listingSchema } from './listing-schemas.ts';
import { presentChanges } from './present-changes.ts';
import { countView } from '../numbers/count-view.ts';
import { presentListing } from './present-listing.ts';
import { searchRoutes } from './search-routes.ts';
import { similarRoute } from './similar-route.ts';

/** The store as anybody reads it. */
export function listingRoutes(services: Services): Route[] {
  const { catalogOf, em, readStore } = services;
  const getListing = defineRoute({
    id: 'getListing',
    tokenScope: 'apps:read',
    method: 'get',
    path: '/v1/apps/{slug}',
    tag: 'Store',
    summary: 'One listing: everything there is to read before installing.',
    access: 'public',
    shared: true,
    translated: true,
    params: z.object({ slug: z.string() }),
    query: z.object({ link: linkToken }),
    answer: listingSchema,
    async handle(call) {
      const { slug } = call.params;
      const token = call.query.link;
      const speaking = servicesIn(services, call.language);
      const read = async (from: typeof em) => {
        const unit = from();
        const { listing, link } = await findReadable(services, unit, { slug, token, actor: call.actor });
        const releases = await catalogOf(unit).releasesOf(listing.appId);
        const shown = releases.filter(({ percentage, rolledBackAt }) => percentage === 100 && rolledBackAt === null);
        const body = await presentListing({ ...speaking, em: from }, listing, { versions: shown, link });
        return { listing, body };
      };
      // What somebody may see, and how much a link still allows, must not lag; nor must what somebody who is signed in agrees to.
      const isSame = token === undefined && call.actor === undefined;
      const { listing, body } = isSame ? await readStore(read) : await read(em);
      countView(services, call, listing);
      return isSame ? { body } : { body, headers: { 'cache-control': 'no-store' } };
    },
  });
  const getChanges = defineRoute({
    id: 'getChanges',
    tokenScope: 'apps:read',
    method: 'get',
    path: '/v1/apps/{slug}/changes',
    tag: 'Store',
    summary: 'What has changed in what a person agrees to, from a version they have read to the one in the store.',
    access: 'public',
    shared: true,
    translated: true,
    params: z.object({ slug: z.string() }),
    query: z.object({ from: z.string('Name the version that was read.').max(30) }),
    answer: changesSchema,
    async handle({ params: { slug }, query: { from }, language }) {
      const catalog = catalogOf(em());
      const listing = await catalog.listing(slug);
      if (listing === undefined || listing.standing === 'hidden') throw noSuchApp(slug);
      await assertNotSuspended(services, em(), listing);
      const releases = await catalog.releasesOf(listing.appId);
      // What was let out to some only was never in the store.
      const former = releases.find(({ version, percentage }) => version === from && percentage === 100);
      if (former === undefined) throw new Refusal({ code: 'not_found', detail: `The store had no version ${from}.` });
      return { body: presentChanges(services.registryIn(language), { from: former, to: listing, releases }) };
    },
  });
  return [...searchRoutes(services), getListing, getChanges, similarRoute(services)];
}
