import { defineEntity, p } from '@mikro-orm/core';
import type { DeliveryEnvironment, DeliveryStatus, DeliveryTopic } from '../delivery.ts';
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
      name: 'deliveries_pending_index',
      properties: ['endpointId', 'nextAttemptAt', 'id'],
      where: `status = 'pending'::text`,
    },
    { name: 'deliveries_leased_index', properties: ['endpointId', 'leaseUntil'], where: 'lease_until is not null' },
  ],
  properties: {
    id: p.text().primary(),
    endpointId: p.text(),
    topic: p.text().$type<DeliveryTopic>(),
    subject: p.text(),
    tenant: p.text(),
    environment: p.text().$type<DeliveryEnvironment>(),
    status: p.text().$type<DeliveryStatus>(),
    display: p.json<OutgoingRequest>(),
    sealed: p.blob().columnType('bytea').nullable().strictNullable(),
    attempts: p.integer(),
    fence: p.bigint('string'),
    nextAttemptAt: moment(),
    leaseUntil: moment(),
    lastStatusCode: p.integer().nullable().strictNullable(),
    lastError: words(),
    message: words(),
    cancelReason: words(),
    createdAt: p.datetime().columnType('timestamptz'),
    settledAt: moment(),
  },
});

/** One row of `webhooks.deliveries`; `sealed` holds the request until the delivery is settled, `display` the masked copy. */
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);
