import { defineEntity, p } from '@mikro-orm/core';

const EndpointSchema = defineEntity({
  name: 'WebhookEndpoint',
  schema: 'webhooks',
  tableName: 'endpoints',
  properties: {
    id: p.text().primary(),
    createdAt: p.datetime().columnType('timestamptz'),
    goneAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** One row of `webhooks.endpoints`: a receiver with signing secrets of its own; `goneAt` while its last word was 410. */
export class Endpoint extends EndpointSchema.class {}
EndpointSchema.setClass(Endpoint);
