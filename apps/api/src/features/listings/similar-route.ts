import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { findReadable, linkToken } from './find-readable.ts';
import { cardSchema } from './listing-schemas.ts';
import { presentCards } from './present-listing.ts';

const most = 4;

/** Which apps are like one. */
export function similarRoute(services: Services): Route {
  const { catalogOf, em, readStore } = services;
  return defineRoute({
    id: 'listSimilarApps',
    tokenScope: 'apps:read',
    method: 'get',
    path: '/v1/apps/{slug}/similar',
    tag: 'Store',
    summary: 'Up to four apps that are like one: in its category, or about the same data.',
    access: 'public',
    shared: true,
    params: z.object({ slug: z.string() }),
    query: z.object({ link: linkToken }),
    answer: z.object({ items: z.array(cardSchema) }),
    async handle({ params: { slug }, query: { link: token }, actor }) {
      const read = async (from: typeof em) => {
        const unit = from();
        const { listing } = await findReadable(services, unit, { slug, token, actor });
        return presentCards({ ...services, em: from }, await catalogOf(unit).similarTo(listing.appId, most));
      };
      const isSame = token === undefined && actor === undefined;
      if (isSame) return { body: { items: await readStore(read) } };
      return { body: { items: await read(em) }, headers: { 'cache-control': 'no-store' } };
    },
  });
}
