import { createId } from '@minimart/tokens';
import type { NewDelivery } from '../outbox.ts';
import { createRedactor } from '../redact-secrets.ts';
import { sealRequest } from '../sealed-request.ts';
import type { OutboxContext } from './outbox-context.ts';
import { unknownEndpoint } from './endpoint-secrets.ts';
import { momentOf, toJsonb } from './sql-values.ts';

/** Inserts a pending delivery, due at once, with its request sealed. Refuses `unknown_endpoint`. */
export async function enqueueDelivery(context: OutboxContext, delivery: NewDelivery): Promise<{ id: string }> {
  const { endpointId, topic, subject, tenant, request, secrets, environment = 'live' } = delivery;
  const id = createId('msg');
  const rows = await context.em.execute<{ id: string }[]>(
    `insert into webhooks.deliveries
       (id, endpoint_id, topic, subject, tenant, environment, status, display, sealed, attempts, fence, next_attempt_at, created_at)
     select ?, e.id, ?, ?, ?, ?, 'pending', ?::jsonb, ?, 0, 0, moment.at, moment.at
     from webhooks.endpoints e, (select date_trunc('milliseconds', coalesce(?::timestamptz, now())) as at) moment
     where e.id = ? returning id`,
    [
      id,
      topic,
      subject,
      tenant,
      environment,
      displayOf(delivery),
      sealRequest(context.sealer, id, { request, secrets }),
      momentOf(context.clock),
      endpointId,
    ],
  );
  if (rows.length === 0) throw unknownEndpoint(endpointId);
  return { id };
}

// The display copy comes masked; a secret that a caller left in it by mistake must not reach the table all the same.
function displayOf({ display, secrets }: NewDelivery): string {
  const redactor = createRedactor(secrets);
  return toJsonb({
    method: display.method,
    url: redactor.text(display.url),
    headers: redactor.headers(display.headers),
    body: display.body === null ? null : redactor.text(display.body),
  });
}
