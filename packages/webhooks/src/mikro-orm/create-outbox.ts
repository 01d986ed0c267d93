import type { EntityManager } from '@mikro-orm/postgresql';
import { checkSignature } from '../check-signature.ts';
import { openSigner } from '../open-signer.ts';
import type { Outbox } from '../outbox.ts';
import { cancelDeliveries, recoverSince, replayDelivery, retryNow } from './change-deliveries.ts';
import { limitEndpoint, pauseEndpoint, resumeEndpoint } from './change-endpoint.ts';
import { findDelivery, listDeliveries } from './delivery-log.ts';
import { openEndpoint, openSigningSecrets, rotateSigningSecret } from './endpoint-secrets.ts';
import { enqueueDeliveries } from './enqueue-deliveries.ts';
import { findEndpoint } from './find-endpoint.ts';
import { atOnce, type OutboxContext } from './outbox-context.ts';
import type { OptionalClock } from './sql-values.ts';

/** An outbox that writes in the EntityManager's transaction: rolled back, nothing is sent; committed, it will be. */
export function createOutbox(
  em: EntityManager,
  options: Pick<OutboxContext, 'sealer' | 'traceparent'> & { clock?: OptionalClock },
): Outbox {
  const { clock } = options;
  const context: OutboxContext = { em, ...options, clock };
  return {
    openEndpoint: ({ id }) => openEndpoint(context, id),
    rotateSigningSecret: (endpointId, overlapMs, scheme = 'v1') =>
      atOnce(context, (own) => rotateSigningSecret(own, { endpointId, overlapMs, scheme })),
    checkSignature: async (endpointId, received) =>
      checkSignature(received, {
        secrets: await openSigningSecrets(context, endpointId),
        now: clock?.now() ?? new Date(),
      }),
    signersOf: async (endpointId) => (await openSigningSecrets(context, endpointId)).map(openSigner),
    endpoint: (id) => findEndpoint(context, id),
    limitEndpoint: (id, limits) => limitEndpoint(context, id, limits),
    pauseEndpoint: (id, by) => pauseEndpoint(context, id, by),
    resumeEndpoint: (id) => resumeEndpoint(context, id),
    async enqueue(delivery) {
      const { ids } = await enqueueDeliveries(context, [delivery]);
      return { id: ids[0]! };
    },
    enqueueAll: (deliveries) => enqueueDeliveries(context, deliveries),
    cancel: (target, reason) => atOnce(context, (own) => cancelDeliveries(own, target, reason)),
    retryNow: (deliveryId) => retryNow(context, deliveryId),
    replay: (deliveryId) => atOnce(context, (own) => replayDelivery(own, deliveryId)),
    recoverSince: (endpointId, since, apart = []) =>
      atOnce(context, (own) => recoverSince(own, { endpointId, since, apart })),
    deliveriesOf: (filter) => listDeliveries(em, filter, clock),
    delivery: (id) => findDelivery(em, id, clock),
  };
}
