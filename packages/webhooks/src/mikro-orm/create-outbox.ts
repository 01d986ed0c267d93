import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sealer } from '@minimart/sealing';
import type { Outbox } from '../outbox.ts';
import { cancelDeliveries, retryNow } from './change-deliveries.ts';
import { findDelivery, listDeliveries } from './delivery-log.ts';
import { enqueueDelivery } from './enqueue-delivery.ts';
import { openEndpoint, rotateSigningSecret } from './endpoint-secrets.ts';
import type { OutboxContext } from './outbox-context.ts';
import type { OptionalClock } from './sql-values.ts';

/** An outbox that writes in the EntityManager's transaction: rolled back, nothing is sent; committed, it will be. */
export function createOutbox(em: EntityManager, options: { sealer: Sealer; clock?: OptionalClock }): Outbox {
  const context: OutboxContext = { em, sealer: options.sealer, clock: options.clock };
  return {
    openEndpoint: ({ id }) => openEndpoint(context, id),
    rotateSigningSecret: (endpointId, overlapMs) => rotateSigningSecret(context, endpointId, overlapMs),
    enqueue: (delivery) => enqueueDelivery(context, delivery),
    cancel: (target, reason) => cancelDeliveries(context, target, reason),
    retryNow: (deliveryId) => retryNow(context, deliveryId),
    deliveriesOf: (filter) => listDeliveries(em, filter),
    delivery: (id) => findDelivery(em, id),
  };
}
