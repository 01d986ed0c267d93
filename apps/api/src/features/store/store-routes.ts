import { readStoreRevision } from '@minimart/catalog/mikro-orm';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';

const mostAddresses = 10_000;

/** What those need who keep the store's pages, or list them. */
export function storeRoutes(services: Services): Route[] {
  const getRevision = defineRoute({
    id: 'getStoreRevision',
    tokenScope: 'not-needed',
    method: 'get',
    path: '/v1/store/revision',
    tag: 'Store',
    summary: 'What stands for everything that the store shows of apps: another text after each publication.',
    access: 'public',
    answer: z.object({ revision: z.string().describe('Compare it for equality alone.') }),
    // Never from a replica: this is what tells whether one is behind.
    handle: async () => ({ body: { revision: await readStoreRevision(services.em()) } }),
  });
  const listAddresses = defineRoute({
    id: 'listStoreAddresses',
    tokenScope: 'not-needed',
    method: 'get',
    path: '/v1/store/addresses',
    tag: 'Store',
    summary: 'Where the apps of the store are, for maps of it.',
    access: 'public',
    shared: true,
    query: z.object({
      cursor: z.string().max(100).optional(),
      limit: z.coerce
        .number(`Give a number from 1 to ${mostAddresses}.`)
        .int()
        .min(1)
        .max(mostAddresses)
        .default(mostAddresses),
    }),
    answer: z.object({
      items: z.array(z.object({ slug: z.string(), publishedAt: z.iso.datetime() })),
      nextCursor: z.string().nullable(),
    }),
    async handle({ query: { cursor, limit } }) {
      const part = { after: cursor, limit: limit + 1 };
      const found = await services.readStore((em) => services.catalogOf(em()).addresses(part));
      const items = found.slice(0, limit);
      const isLast = found.length <= limit;
      return {
        body: {
          items: items.map(({ slug, publishedAt }) => ({ slug, publishedAt: publishedAt.toISOString() })),
          nextCursor: isLast ? null : items.at(-1)!.slug,
        },
      };
    },
  });
  return [getRevision, listAddresses];
}
