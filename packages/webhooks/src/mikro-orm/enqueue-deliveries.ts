import { isDeepStrictEqual } from 'node:util';
import { createId } from '@minimart/tokens';
import type { NewDelivery } from '../outbox.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import { createRedactor } from '../redact-secrets.ts';
import { sealRequest } from '../sealed-request.ts';
import { noteEnqueued } from './enqueue-bell.ts';
import { unknownEndpoint } from './endpoint-secrets.ts';
import type { OutboxContext } from './outbox-context.ts';
import { momentOf, toJsonb } from './sql-values.ts';

// One statement, however many: the log, and the queue with the sealed requests.
const statement = `
with moment as materialized (select date_trunc('milliseconds', coalesce(?::timestamptz, clock_timestamp())) as at),
input as materialized (
  select * from jsonb_to_recordset(?::jsonb) as i (
    n int, id text, event_id text, endpoint_id text, topic text, subject text, tenant text, environment text, display jsonb, sealed text,
    holds_secrets boolean, ordering_key text, trace_parent text)
),
astray as materialized (
  select i.endpoint_id from input i where not exists (select from webhooks.endpoints e where e.id = i.endpoint_id) order by i.n limit 1
),
logged as (
  insert into webhooks.deliveries
    (id, event_id, endpoint_id, topic, subject, tenant, environment, status, display, holds_secrets, ordering_key, attempts, created_at, trace_parent)
  select i.id, i.event_id, i.endpoint_id, i.topic, i.subject, i.tenant, i.environment, 'pending', i.display, i.holds_secrets,
    i.ordering_key, 0, m.at, i.trace_parent
  from input i, moment m where not exists (select from astray)
  returning id
),
queued as (
  insert into webhooks.queue (delivery_id, endpoint_id, ordering_key, due_at, is_ready, created_on, sealed)
  select i.id, i.endpoint_id, i.ordering_key, m.at, true, (m.at at time zone 'UTC')::date, decode(i.sealed, 'base64')
  from input i join logged l on l.id = i.id, moment m order by i.n
)
select endpoint_id from astray`;

/** Inserts pending deliveries, due at once, with their requests sealed; all or none. Refuses `unknown_endpoint`. */
export async function enqueueDeliveries(
  context: OutboxContext,
  deliveries: readonly NewDelivery[],
): Promise<{ eventId: string; ids: string[] }> {
  const eventId = createId('evt');
  const inputs = deliveries.map((delivery, n) => ({ n, id: createId('msg'), event_id: eventId, ...toInput(delivery) }));
  const trace = context.traceparent?.() ?? null;
  const rows = inputs.map((input, n) => {
    return { ...input, sealed: sealedOf(context, input.id, deliveries[n]!), trace_parent: trace };
  });
  const values = [momentOf(context.clock), toJsonb(rows)];
  const [astray] = await context.em.execute<{ endpoint_id: string }[]>(statement, values);
  if (astray !== undefined) throw unknownEndpoint(astray.endpoint_id);
  noteEnqueued(context.em);
  return { eventId, ids: inputs.map(({ id }) => id) };
}

function sealedOf({ sealer }: OutboxContext, id: string, { request, secrets, take }: NewDelivery): string {
  return sealRequest(sealer, id, { request, secrets, ...(take !== undefined && { take }) }).toString('base64');
}

function toInput(delivery: NewDelivery) {
  const { endpointId, topic, subject, tenant, environment = 'live', orderingKey = null } = delivery;
  const display = displayOf(delivery);
  return {
    endpoint_id: endpointId,
    topic,
    subject,
    tenant,
    environment,
    display,
    // What is shown is what a replay would send; where that is not the request itself, something in it is to stay hidden.
    holds_secrets: !isDeepStrictEqual(display, withLowerNames(delivery.request)),
    ordering_key: orderingKey,
  };
}

// The display copy comes masked; a secret that a caller left in it by mistake must not reach the table all the same.
function displayOf({ display, secrets }: NewDelivery): OutgoingRequest {
  const redactor = createRedactor(secrets);
  return {
    method: display.method,
    url: redactor.text(display.url),
    headers: redactor.headers(display.headers),
    body: display.body === null ? null : redactor.text(display.body),
  };
}

function withLowerNames({ method, url, headers, body }: OutgoingRequest): OutgoingRequest {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { method, url, headers: Object.fromEntries(entries) as Record<string, string>, body };
}
