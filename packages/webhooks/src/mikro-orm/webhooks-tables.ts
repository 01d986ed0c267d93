import { Attempt } from './attempt.entity.ts';
import { Delivery } from './delivery.entity.ts';
import { Endpoint } from './endpoint.entity.ts';
import { CreateWebhooks } from './migrations/0001-create-webhooks.ts';
import { DispatchQueue } from './migrations/0002-dispatch-queue.ts';
import { SettleDelivered } from './migrations/0003-settle-delivered.ts';
import { TellNotices } from './migrations/0004-tell-notices.ts';
import { ClaimWithoutWaiting } from './migrations/0005-claim-without-waiting.ts';
import { TestsSayNothing } from './migrations/0006-tests-say-nothing.ts';
import { ClaimWithLess } from './migrations/0007-claim-with-less.ts';
import { KeepTrace } from './migrations/0008-keep-trace.ts';
import { Endings } from './migrations/0010-endings.ts';
import { SigningSecret } from './signing-secret.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const webhooksTables = {
  schema: 'webhooks',
  entities: [Endpoint, SigningSecret, Delivery, Attempt],
  // Read and written by statements alone, on the path of every delivery.
  unmappedTables: ['queue', 'turn', 'notices', 'dispatchers', 'endings'],
  passing: ['dispatchers', 'endings'],
  sealed: [
    { kind: 'bytes' as const, table: 'signing_secrets', column: 'sealed', context: 'id' },
    { kind: 'bytes' as const, table: 'queue', column: 'sealed', context: 'delivery_id' },
  ],
  migrations: [
    { name: 'webhooks-0001-create', class: CreateWebhooks },
    { name: 'webhooks-0002-dispatch-queue', class: DispatchQueue },
    { name: 'webhooks-0003-settle-delivered', class: SettleDelivered },
    { name: 'webhooks-0004-tell-notices', class: TellNotices },
    { name: 'webhooks-0005-claim-without-waiting', class: ClaimWithoutWaiting },
    { name: 'webhooks-0006-tests-say-nothing', class: TestsSayNothing },
    { name: 'webhooks-0007-claim-with-less', class: ClaimWithLess },
    { name: 'webhooks-0008-keep-trace', class: KeepTrace },
    { name: 'webhooks-0010-endings', class: Endings },
  ],
};
