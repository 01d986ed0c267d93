import { categories } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { presentCards } from '../listings/present-listing.ts';
import { frontSchema, shelfSchema } from './front-schemas.ts';

const size = { ofCollection: 4, popular: 6, latest: 6 };

/** The store for those who look for nothing in particular. */
export function frontRoutes(services: Services): Route[] {
  const { catalogOf, readStore } = services;
  const shared = { method: 'get', tag: 'Store', access: 'public', shared: true } as const;
  const getFront = defineRoute({
    ...shared,
    id: 'getFront',
    tokenScope: 'not-needed',
    path: '/v1/front',
    summary: 'The front page: categories, collections, popular and new apps.',
    answer: frontSchema,
    async handle() {
      const [front, cards] = await readStore(async (from) => {
        const found = await catalogOf(from()).front(size);
        const lists = [found.popular, found.latest, ...found.collections.map(({ items }) => items)];
        const shown = new Map(lists.flat().map((listing) => [listing.appId, listing]));
        const made = await presentCards({ ...services, em: from }, [...shown.values()]);
        return [found, new Map(made.map((card) => [card.id, card]))] as const;
      });
      const { total, popular, latest, collections } = front;
      const cardsOf = (list: typeof popular) => list.map(({ appId }) => cards.get(appId)!);
      const counts = new Map(front.categories.map(({ id, count }) => [id, count]));
      return {
        body: {
          total,
          categories: categories.flatMap(({ id, label }) => {
            const count = counts.get(id);
            return count === undefined ? [] : [{ id, label, count }];
          }),
          collections: collections.map(({ items, ...said }) => ({ ...said, items: cardsOf(items) })),
          popular: cardsOf(popular),
          latest: cardsOf(latest),
        },
      };
    },
  });
  const getCollection = defineRoute({
    ...shared,
    id: 'getCollection',
    tokenScope: 'not-needed',
    path: '/v1/collections/{collection}',
    summary: 'A collection, with all its apps.',
    params: z.object({ collection: z.string() }),
    answer: shelfSchema,
    async handle({ params: { collection } }) {
      const body = await readStore(async (from) => {
        const shelf = await catalogOf(from()).shelf(collection);
        if (shelf === undefined) {
          throw new Refusal({ code: 'not_found', detail: `The store has no collection named ${collection}.` });
        }
        const { slug, title, summary, items } = shelf;
        return { slug, title, summary, items: await presentCards({ ...services, em: from }, items) };
      });
      return { body };
    },
  });
  return [getFront, getCollection];
}
