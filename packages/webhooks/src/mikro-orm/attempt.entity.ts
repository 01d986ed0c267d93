import { defineEntity, p } from '@mikro-orm/core';
import type { AttemptOutcome } from '../delivery.ts';

const AttemptSchema = defineEntity({
  name: 'WebhookAttempt',
  schema: 'webhooks',
  tableName: 'attempts',
  properties: {
    deliveryId: p.text().primary(),
    number: p.integer().primary().autoincrement(false),
    createdOn: p.date().primary(),
    startedAt: p.datetime().columnType('timestamptz'),
    durationMs: p.integer(),
    outcome: p.text().$type<AttemptOutcome>(),
    failure: p.text().nullable().strictNullable(),
    statusCode: p.integer().nullable().strictNullable(),
    responseHeaders: p.json<Record<string, string>>().nullable().strictNullable(),
    responseBody: p.text().nullable().strictNullable(),
    responseTruncated: p.boolean(),
    error: p.text().nullable().strictNullable(),
  },
});

/** One row of `webhooks.attempts`: what came back from one try, redacted. Rows are added, never changed; `createdOn` is the day of their delivery. */
export class Attempt extends AttemptSchema.class {}
AttemptSchema.setClass(Attempt);
