import type { AppStanding } from '@minimart/catalog/mikro-orm';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { requireOperator } from '../operators/require-operator.ts';
import { presentOperatorApps } from './present-operator-apps.ts';
import { liftSuspension, suspendApp } from './suspend-app.ts';
import { liftBody, operatorAppSchema, suspensionBody } from './suspension-schemas.ts';

const base = '/v1/operator/apps';
const one = `${base}/{appId}`;

/** Every app as operators see it, and its suspension. */
export function operatorAppRoutes(services: Services): Route[] {
  const { config, em, suspensionsOf } = services;
  const shared = { tag: 'Operator', access: 'signed-in', tokenScope: 'operator' } as const;
  const ofApp = {
    ...shared,
    params: z.object({ appId: z.string() }),
    answer: operatorAppSchema,
    tagged: true,
  } as const;
  const answer = async ({ app, etag }: AppStanding) => {
    const [body] = await presentOperatorApps(services, em(), [app]);
    return { body: body!, headers: { etag } };
  };
  return [
    defineRoute({
      ...shared,
      id: 'findApps',
      method: 'get',
      path: base,
      summary: 'Every app, in the store or not, by its slug. For operators.',
      query: z.object({
        text: z
          .string()
          .max(100, 'Search for 100 characters at most.')
          .default('')
          .describe('What name, slug or id has in it.'),
        suspended: z.enum(['true', 'false'], 'Give true or false.').optional(),
        cursor: z.string().max(100).optional().describe('The slug that the page before ended with.'),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(operatorAppSchema), nextCursor: z.string().nullable() }),
      async handle({ query: { text, suspended, cursor, limit }, actor }) {
        requireOperator(config, actor);
        const unit = em();
        const isSuspended = suspended === undefined ? undefined : suspended === 'true';
        const found = await suspensionsOf(unit).find({ text, isSuspended, after: cursor, limit: limit + 1 });
        const items = found.slice(0, limit);
        const nextCursor = found.length > limit ? items.at(-1)!.slug : null;
        return { body: { items: await presentOperatorApps(services, unit, items), nextCursor } };
      },
    }),
    defineRoute({
      ...ofApp,
      id: 'readApp',
      method: 'get',
      path: one,
      summary: 'One app, and the ETag that guards its suspension. For operators.',
      async handle({ params: { appId }, actor }) {
        requireOperator(config, actor);
        return answer(await suspensionsOf(em()).standingOf(appId));
      },
    }),
    defineRoute({
      ...ofApp,
      id: 'suspendApp',
      method: 'put',
      path: `${one}/suspension`,
      summary:
        'Suspend an app: it leaves every list and is neither installed nor updated; its keys are stopped where asked. For operators.',
      ifMatch: 'required',
      body: suspensionBody,
      async handle({ params: { appId }, body, actor, header }) {
        requireOperator(config, actor);
        return answer(await suspendApp(services, { appId, actor, ifMatch: requireIfMatch(header) }, body));
      },
    }),
    defineRoute({
      ...ofApp,
      id: 'liftSuspension',
      method: 'delete',
      path: `${one}/suspension`,
      summary: 'Lift a suspension: the app is listed as before, and keys that it stopped work again. For operators.',
      ifMatch: 'required',
      body: liftBody,
      async handle({ params: { appId }, body, actor, header }) {
        requireOperator(config, actor);
        return answer(await liftSuspension(services, { appId, actor, ifMatch: requireIfMatch(header) }, body));
      },
    }),
  ];
}
