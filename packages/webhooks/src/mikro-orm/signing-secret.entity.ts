import type { SigningScheme } from '../delivery-store.ts';
import { defineEntity, p } from '@mikro-orm/core';

const SigningSecretSchema = defineEntity({
  name: 'WebhookSigningSecret',
  schema: 'webhooks',
  tableName: 'signing_secrets',
  properties: {
    id: p.text().primary(),
    endpointId: p.text().index('signing_secrets_endpoint_id_index'),
    scheme: p.text().$type<SigningScheme>(),
    sealed: p.blob().columnType('bytea'),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** One row of `webhooks.signing_secrets`, sealed with its id as context; it signs until `expiresAt`, or on and on. */
export class SigningSecret extends SigningSecretSchema.class {}
SigningSecretSchema.setClass(SigningSecret);
