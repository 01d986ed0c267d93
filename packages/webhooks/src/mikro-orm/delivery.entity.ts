import { defineEntity, p } from '@mikro-orm/core';
import type { DeliveryEnvironment, DeliveryStatus } from '../delivery.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';

const moment = () => p.datetime().columnType('timestamptz').nullable().strictNullable();
const words = () => p.text().nullable().strictNullable();

const DeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  schema: 'webhooks',
  tableName: 'deliveries',
  indexes: [
    { name: 'deliveries_endpoint_id_created_at_index', properties: ['endpointId', 'createdAt', 'id'] },
    { name: 'deliveries_subject_created_at_index', properties: ['subject', 'createdAt', 'id'] },
    {
      name: 'deliveries_failed_index',
      properties: ['endpointId', 'failedAt', 'id'],
      where: 'failed_at is not null',
    },
    { name: 'deliveries_created_at_index', properties: ['createdAt'] },
  ],
  properties: {
    id: p.text().primary(),
    eventId: p.text(),
    endpointId: p.text(),
    topic: p.text(),
    subject: p.text(),
    tenant: p.text(),
    environment: p.text().$type<DeliveryEnvironment>(),
    status: p.text().$type<DeliveryStatus>(),
    display: p.json<OutgoingRequest>(),
    holdsSecrets: p.boolean(),
    orderingKey: words(),
    attempts: p.integer(),
    lastStatusCode: p.integer().nullable().strictNullable(),
    lastError: words(),
    message: words(),
    cancelReason: words(),
    createdAt: p.datetime().columnType('timestamptz'),
    settledAt: moment(),
    failedAt: moment(),
    traceParent: words(),
  },
});

/** One row of `webhooks.deliveries`, the log; `display` is the masked copy of the request. What is pending has a row in `webhooks.queue` as well. */
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);
