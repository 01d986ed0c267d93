import { lifecycleTopics } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import { deliveryStatuses, failedStatuses } from '@minimart/webhooks';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { moment } from '../../http/moment.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { deliverySchema, presentDelivery, presentWholeDelivery, wholeDeliverySchema } from './delivery-schemas.ts';
import { recoverDeliveries, replayDelivery } from './replay-delivery.ts';

const base = '/v1/developer/apps/{appId}/deliveries';
const appParams = z.object({ appId: z.string() });
const deliveryParams = appParams.extend({ deliveryId: z.string() });

const filterQuery = z.object({
  status: z
    .enum([...deliveryStatuses, 'failed'])
    .optional()
    .describe('`failed`: refused, given up, or gone.'),
  topic: z.enum(lifecycleTopics).optional(),
  installationId: z.string().max(100).optional(),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('The id of a delivery, an installation or a workspace, or words of what went wrong.'),
  since: moment.optional().describe('Enqueued at or after this moment.'),
  until: moment.optional().describe('Enqueued before this moment.'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
});

const recoverBody = z.object({
  since: moment.describe('Everything that failed at or after this moment is replayed.'),
});

/** The delivery log of an app, for its developer. */
export function deliveryRoutes(services: Services): Route[] {
  const { catalogOf, outboxOf, em } = services;
  const shared = { tag: 'Deliveries', access: 'signed-in' } as const;

  const ownDelivery = async ({ appId, deliveryId, userId }: { appId: string; deliveryId: string; userId: string }) => {
    const unit = em();
    await catalogOf(unit).appOf({ appId, ownerId: userId });
    const delivery = await outboxOf(unit).delivery(deliveryId);
    if (delivery?.endpointId !== appId) {
      throw new Refusal({ code: 'not_found', detail: 'This app has no such delivery.' });
    }
    return delivery;
  };

  return [
    defineRoute({
      ...shared,
      id: 'listDeliveries',
      tokenScope: 'apps:read',
      method: 'get',
      path: base,
      summary: 'Lifecycle requests of an app, newest first.',
      params: appParams,
      query: filterQuery,
      answer: z.object({ items: z.array(deliverySchema), nextCursor: z.string().nullable() }),
      async handle({ params: { appId }, query, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const { items, nextCursor } = await outboxOf(unit).deliveriesOf(toFilter(appId, query));
        return { body: { items: items.map(presentDelivery), nextCursor } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getDelivery',
      tokenScope: 'apps:read',
      method: 'get',
      path: `${base}/{deliveryId}`,
      summary: 'One lifecycle request with its attempts, each explained.',
      params: deliveryParams,
      answer: wholeDeliverySchema,
      async handle({ params, actor: { userId } }) {
        return { body: presentWholeDelivery(await ownDelivery({ ...params, userId })) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'replayDelivery',
      tokenScope: 'apps:write',
      method: 'post',
      path: `${base}/{deliveryId}/replay`,
      summary: 'Send a lifecycle request again; with a new key where the former one is erased.',
      params: deliveryParams,
      answer: z.object({
        deliveryId: z.string().describe('The delivery that is sent: the same one, or a new one.'),
        newKey: z.boolean().describe('Whether a new key is handed over.'),
      }),
      async handle({ params, actor }) {
        const delivery = await ownDelivery({ ...params, userId: actor.userId });
        return { body: { ...(await replayDelivery(services, delivery, actor)) } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'recoverDeliveries',
      tokenScope: 'apps:write',
      method: 'post',
      path: `/v1/developer/apps/{appId}/recover-deliveries`,
      summary: 'Send again what failed since a moment, 1,000 requests at most.',
      params: appParams,
      body: recoverBody,
      answer: z.object({
        replayed: z.int(),
        skipped: z.array(z.object({ deliveryId: z.string(), reason: z.string() })),
      }),
      async handle({ params: { appId }, body, actor }) {
        await catalogOf(em()).appOf({ appId, ownerId: actor.userId });
        return { body: await recoverDeliveries(services, { appId, since: new Date(body.since), actor }) };
      },
    }),
  ];
}

function toFilter(appId: string, { status, installationId, since, until, ...rest }: z.output<typeof filterQuery>) {
  return {
    ...rest,
    endpointId: appId,
    subject: installationId,
    statuses: status === undefined ? undefined : status === 'failed' ? failedStatuses : [status],
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  };
}
