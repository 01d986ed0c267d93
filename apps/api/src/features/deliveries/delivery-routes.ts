import { Refusal } from '@minimart/problem';
import { deliveryStatuses, type AttemptView, type DeliveryView } from '@minimart/webhooks';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';

const tag = 'Deliveries';
const base = '/v1/developer/apps/{appId}/deliveries';
const appParams = z.object({ appId: z.string() });

const deliverySchema = z
  .object({
    id: z.string().describe('Sent as webhook-id with every attempt.'),
    topic: z.enum(['subscribe', 'unsubscribe']),
    installationId: z.string(),
    workspaceId: z.string(),
    status: z.enum(deliveryStatuses),
    attempts: z.int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    lastStatusCode: z.int().nullable(),
    lastError: z.string().nullable(),
    message: z.string().nullable(),
    createdAt: z.iso.datetime(),
    settledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Delivery' });

const requestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});

const attemptSchema = z.object({
  number: z.int(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  outcome: z.string(),
  statusCode: z.int().nullable(),
  responseHeaders: z.record(z.string(), z.string()).nullable(),
  responseBody: z.string().nullable(),
  responseTruncated: z.boolean(),
  error: z.string().nullable(),
});

const wholeSchema = deliverySchema.extend({
  request: requestSchema.describe('Secrets masked.'),
  attemptLog: z.array(attemptSchema),
});

/** The delivery log of an app, for its developer. */
export function deliveryRoutes({ catalogOf, outboxOf, em }: Services): Route[] {
  return [
    defineRoute({
      id: 'listDeliveries',
      method: 'get',
      path: base,
      tag,
      summary: 'Lifecycle requests of an app, newest first.',
      access: 'signed-in',
      params: appParams,
      query: z.object({
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(deliverySchema), nextCursor: z.string().nullable() }),
      async handle({ params: { appId }, query, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const { items, nextCursor } = await outboxOf(unit).deliveriesOf({ endpointId: appId, ...query });
        return { body: { items: items.map(presentDelivery), nextCursor } };
      },
    }),
    defineRoute({
      id: 'getDelivery',
      method: 'get',
      path: `${base}/{deliveryId}`,
      tag,
      summary: 'One lifecycle request with its attempts.',
      access: 'signed-in',
      params: appParams.extend({ deliveryId: z.string() }),
      answer: wholeSchema,
      async handle({ params: { appId, deliveryId }, actor: { userId } }) {
        const unit = em();
        await catalogOf(unit).appOf({ appId, ownerId: userId });
        const delivery = await outboxOf(unit).delivery(deliveryId);
        if (delivery?.endpointId !== appId)
          throw new Refusal({ code: 'not_found', detail: 'This app has no such delivery.' });
        const { request, attemptLog } = delivery;
        const { method, url, headers, body } = request;
        const shown = { method, url, headers: { ...headers }, body };
        return { body: { ...presentDelivery(delivery), request: shown, attemptLog: attemptLog.map(presentAttempt) } };
      },
    }),
  ];
}

function presentDelivery(delivery: DeliveryView): z.input<typeof deliverySchema> {
  const { id, topic, subject, tenant, status, attempts, lastStatusCode, lastError, message } = delivery;
  return {
    id,
    topic,
    installationId: subject,
    workspaceId: tenant,
    status,
    attempts,
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    lastStatusCode,
    lastError,
    message,
    createdAt: delivery.createdAt.toISOString(),
    settledAt: delivery.settledAt?.toISOString() ?? null,
  };
}

function presentAttempt(attempt: AttemptView): z.input<typeof attemptSchema> {
  return { ...attempt, startedAt: attempt.startedAt.toISOString() };
}
