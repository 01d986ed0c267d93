import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest';
import {
  attemptOutcomes,
  deliveryStatuses,
  endpointStates,
  explainAttempt,
  requestAsSent,
  toCurl,
  type AttemptView,
  type DeliveryView,
  type EndpointView,
} from '@minimart/webhooks';
import { z } from 'zod';
import { version } from '../../version.ts';

const moment = z.iso.datetime();

const requestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});

/** A delivery in a list. */
export const deliverySchema = z
  .object({
    id: z.string().describe('Sent as webhook-id with every attempt.'),
    topic: z.enum(lifecycleTopics),
    installationId: z.string(),
    workspaceId: z.string(),
    isTest: z.boolean().describe('Of an installation in the sandbox: it does not count for how the endpoint stands.'),
    status: z.enum(deliveryStatuses),
    attempts: z.int().describe('How many were begun.'),
    inFlight: z.boolean().describe('An attempt is under way now.'),
    nextAttemptAt: moment.nullable(),
    lastStatusCode: z.int().nullable(),
    lastError: z.string().nullable(),
    message: z.string().nullable().describe('The words in which the server refused.'),
    replayable: z
      .boolean()
      .describe(
        'False when its secrets are erased: a replay then hands over a new key, where the installation may have one.',
      ),
    createdAt: moment,
    settledAt: moment.nullable(),
  })
  .meta({ id: 'Delivery' });

const attemptSchema = z
  .object({
    number: z.int(),
    startedAt: moment,
    durationMs: z.number(),
    outcome: z.enum(attemptOutcomes),
    failure: z.string().nullable().describe('Why there was no answer, in one word.'),
    statusCode: z.int().nullable(),
    request: requestSchema.describe('As it went out; secrets and signature masked.'),
    responseHeaders: z.record(z.string(), z.string()).nullable(),
    responseBody: z.string().nullable(),
    responseTruncated: z.boolean(),
    error: z.string().nullable(),
    explanation: z.object({
      what: z.string().describe('What happened, in plain words.'),
      advice: z.string().nullable().describe('What its developer can do about it.'),
    }),
  })
  .meta({ id: 'DeliveryAttempt' });

/** A delivery with everything that is known of it. */
export const wholeDeliverySchema = deliverySchema
  .extend({
    request: requestSchema.describe('Secrets masked.'),
    curl: z.string().describe('The request as a curl command; secrets masked.'),
    cancelReason: z.string().nullable(),
    attemptLog: z.array(attemptSchema).describe('First to last.'),
  })
  .meta({ id: 'WholeDelivery' });

/** How the endpoint of an app stands. */
export const endpointSchema = z
  .object({
    state: z.enum(endpointStates),
    limits: z.object({ maxInFlight: z.int().nullable(), perSecond: z.number().nullable() }),
    failures: z.int().describe('Failed attempts in a row.'),
    failingSince: moment.nullable(),
    restingUntil: moment.nullable().describe('Nothing is sent before.'),
    restingFor: z
      .enum(['receiver', 'failures'])
      .nullable()
      .describe('Whether the server asked for it (429, 503), or failed too often.'),
    pausedAt: moment.nullable(),
    disabledAt: moment.nullable(),
    waiting: z.int().describe('Deliveries that are not settled and not under way.'),
    inFlight: z.int(),
    oldestDueAt: moment.nullable(),
    notices: z.array(
      z.object({ kind: z.enum(['disabling_soon', 'disabled']), createdAt: moment, failingSince: moment.nullable() }),
    ),
    signingSecrets: z
      .array(
        z.object({
          id: z.string(),
          scheme: z.enum(['v1', 'v1a']),
          publicKey: z.string().nullable().describe('What a server verifies v1a signatures with.'),
          createdAt: moment,
          expiresAt: moment.nullable(),
        }),
      )
      .describe('Those that sign now, newest first; none of them readable.'),
  })
  .meta({ id: 'Endpoint' });

/** A delivery as the API shows it. */
export function presentDelivery(delivery: DeliveryView): z.input<typeof deliverySchema> {
  const { id, topic, subject, tenant, status, attempts, inFlight, lastStatusCode, lastError, message } = delivery;
  return {
    id,
    topic: topic as LifecycleTopic,
    installationId: subject,
    workspaceId: tenant,
    isTest: delivery.environment === 'test',
    status,
    attempts,
    inFlight,
    nextAttemptAt: toText(delivery.nextAttemptAt),
    lastStatusCode,
    lastError,
    message,
    replayable: status === 'pending' || !delivery.holdsSecrets,
    createdAt: delivery.createdAt.toISOString(),
    settledAt: toText(delivery.settledAt),
  };
}

/** A delivery with its attempts as the API shows it. */
export function presentWholeDelivery(
  delivery: DeliveryView & { attemptLog: AttemptView[] },
): z.input<typeof wholeDeliverySchema> {
  const { method, url, headers, body } = delivery.request;
  const last = delivery.attemptLog.at(-1) ?? { startedAt: delivery.createdAt };
  return {
    ...presentDelivery(delivery),
    request: { method, url, headers: { ...headers }, body },
    curl: toCurl(requestAsSent(delivery, last, userAgent)),
    cancelReason: delivery.cancelReason,
    attemptLog: delivery.attemptLog.map((attempt) => presentAttempt(delivery, attempt)),
  };
}

/** An endpoint as the API shows it. */
export function presentEndpoint(endpoint: EndpointView): z.input<typeof endpointSchema> {
  const { state, limits, failures, restingFor, waiting, inFlight } = endpoint;
  return {
    state,
    limits: { ...limits },
    failures,
    failingSince: toText(endpoint.failingSince),
    restingUntil: toText(endpoint.restingUntil),
    restingFor,
    pausedAt: toText(endpoint.pausedAt),
    disabledAt: toText(endpoint.disabledAt),
    waiting,
    inFlight,
    oldestDueAt: toText(endpoint.oldestDueAt),
    notices: endpoint.notices.map(({ kind, createdAt, failingSince }) => ({
      kind,
      createdAt: createdAt.toISOString(),
      failingSince: toText(failingSince),
    })),
    signingSecrets: endpoint.signingSecrets.map(({ id, scheme, publicKey, createdAt, expiresAt }) => ({
      id,
      scheme,
      publicKey,
      createdAt: createdAt.toISOString(),
      expiresAt: toText(expiresAt),
    })),
  };
}

const userAgent = `Minimart/${version}`;

function presentAttempt(delivery: DeliveryView, attempt: AttemptView): z.input<typeof attemptSchema> {
  const { headers, ...request } = requestAsSent(delivery, attempt, userAgent);
  return {
    ...attempt,
    startedAt: attempt.startedAt.toISOString(),
    request: { ...request, headers: { ...headers } },
    explanation: explainAttempt(attempt),
  };
}

function toText(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
