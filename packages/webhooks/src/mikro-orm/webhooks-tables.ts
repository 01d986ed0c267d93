import { Attempt } from './attempt.entity.ts';
import { Delivery } from './delivery.entity.ts';
import { Endpoint } from './endpoint.entity.ts';
import { CreateWebhooks } from './migrations/0001-create-webhooks.ts';
import { SigningSecret } from './signing-secret.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const webhooksTables = {
  schema: 'webhooks',
  entities: [Endpoint, SigningSecret, Delivery, Attempt],
  migrations: [{ name: 'webhooks-0001-create', class: CreateWebhooks }],
};
