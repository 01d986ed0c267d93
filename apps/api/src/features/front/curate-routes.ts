import type { Collection } from '@minimart/catalog';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { requireOperator } from '../operators/require-operator.ts';
import { collectionsBody, collectionsSchema } from './front-schemas.ts';

/** How operators put together what the front page shows: all collections are one document. */
export function curateRoutes(services: Services): Route[] {
  const { catalogOf, config, em, inTransaction, auditOperator } = services;
  const shared = { path: '/v1/operator/collections', tag: 'Operator', access: 'signed-in' } as const;
  const listCollections = defineRoute({
    ...shared,
    id: 'listCollections',
    tokenScope: 'operator',
    tagged: true,
    method: 'get',
    summary: 'All collections of the front page, to be edited. For operators.',
    answer: collectionsSchema,
    async handle({ actor }) {
      requireOperator(config, actor);
      const { items, etag } = await catalogOf(em()).collections();
      return { body: { items }, headers: { etag } };
    },
  });
  const replaceCollections = defineRoute({
    ...shared,
    id: 'replaceCollections',
    tokenScope: 'operator',
    ifMatch: 'required',
    tagged: true,
    method: 'put',
    summary: 'Replace all collections of the front page; they are shown in this order. For operators.',
    body: collectionsBody,
    answer: collectionsSchema,
    async handle({ actor, body, header }) {
      requireOperator(config, actor);
      const ifMatch = requireIfMatch(header);
      const { items, etag } = await inTransaction(async (tx) => {
        const before = await catalogOf(tx).collections();
        const after = await catalogOf(tx).replaceCollections(body.items, ifMatch);
        await auditOperator(tx, {
          by: actor,
          action: 'collections_changed',
          subject: { kind: 'store', id: null, name: 'The front page' },
          before: { collections: before.items.map(toFacts) },
          after: { collections: after.items.map(toFacts) },
        });
        return after;
      });
      return { body: { items }, headers: { etag } };
    },
  });
  return [listCollections, replaceCollections];
}

const toFacts = ({ slug, title, apps }: Collection) => ({ slug, title, apps });
