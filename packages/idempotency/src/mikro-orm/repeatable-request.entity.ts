import { defineEntity, p } from '@mikro-orm/core';

const RepeatableRequestSchema = defineEntity({
  name: 'RepeatableRequest',
  schema: 'idempotency',
  tableName: 'requests',
  properties: {
    actor: p.text().primary(),
    key: p.text().primary(),
    fingerprint: p.blob().columnType('bytea'),
    resourceId: p.text().nullable(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()').index('requests_created_at_index'),
  },
});

/** One row of `idempotency.requests`: which resource an actor's key stands for. */
export class RepeatableRequest extends RepeatableRequestSchema.class {}
RepeatableRequestSchema.setClass(RepeatableRequest);
