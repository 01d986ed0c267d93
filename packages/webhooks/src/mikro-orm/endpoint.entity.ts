import { defineEntity, p } from '@mikro-orm/core';

const moment = () => p.datetime().columnType('timestamptz').nullable().strictNullable();
const words = () => p.text().nullable().strictNullable();

const EndpointSchema = defineEntity({
  name: 'WebhookEndpoint',
  schema: 'webhooks',
  tableName: 'endpoints',
  properties: {
    id: p.text().primary(),
    createdAt: p.datetime().columnType('timestamptz'),
    goneAt: moment(),
    maxInFlight: p.integer().nullable().strictNullable(),
    perSecond: p.double().columnType('double precision').nullable().strictNullable(),
    rateFullAt: moment(),
    failures: p.integer().default(0),
    failingSince: moment(),
    closedUntil: moment(),
    closedBy: words(),
    warnedAt: moment(),
    disabledAt: moment(),
    pausedAt: moment(),
    pausedBy: words(),
  },
});

/** One row of `webhooks.endpoints`: a receiver with signing secrets of its own; `goneAt` while its last word was 410. */
export class Endpoint extends EndpointSchema.class {}
EndpointSchema.setClass(Endpoint);
