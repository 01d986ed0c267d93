import { Refusal } from '@minimart/problem';
import type { EndpointLimits } from '../endpoint.ts';
import type { WebhookErrorCode } from '../webhook-error-code.ts';
import { noteEnqueued } from './enqueue-bell.ts';
import { lockEndpoint } from './endpoint-secrets.ts';
import type { OutboxContext } from './outbox-context.ts';
import { momentOf } from './sql-values.ts';

/** Sets what an endpoint may bear. Refuses `unknown_endpoint`, `invalid_limit`. */
export async function limitEndpoint(context: OutboxContext, id: string, limits: EndpointLimits): Promise<void> {
  const { maxInFlight, perSecond } = limits;
  if (maxInFlight !== null && !(Number.isInteger(maxInFlight) && maxInFlight >= 1 && maxInFlight <= 100)) {
    throw invalidLimit('maxInFlight', 'A whole number from 1 to 100, or null for the platform’s own limit.');
  }
  if (perSecond !== null && !(perSecond >= 0.01 && perSecond <= 1000)) {
    throw invalidLimit('perSecond', 'A number from 0.01 to 1000, or null for no limit.');
  }
  await lockEndpoint(context, id);
  await context.em.execute(
    `update webhooks.endpoints set max_in_flight = ?, per_second = ?, rate_full_at = null where id = ?`,
    [maxInFlight, perSecond, id],
  );
}

/** Holds back what is sent to an endpoint; a second pause changes nothing. Refuses `unknown_endpoint`. */
export async function pauseEndpoint(context: OutboxContext, id: string, by: string): Promise<void> {
  await lockEndpoint(context, id);
  await context.em.execute(
    `update webhooks.endpoints set paused_at = coalesce(?::timestamptz, clock_timestamp()), paused_by = ?
     where id = ? and paused_at is null`,
    [momentOf(context.clock), by, id],
  );
}

/** Lets everything go on that a pause, failures or the receiver's wish hold back. Refuses `unknown_endpoint`. */
export async function resumeEndpoint(context: OutboxContext, id: string): Promise<void> {
  await lockEndpoint(context, id);
  await context.em.execute(
    `update webhooks.endpoints
     set paused_at = null, paused_by = null, disabled_at = null, warned_at = null, failures = 0, failing_since = null,
         closed_until = null, closed_by = null
     where id = ?`,
    [id],
  );
  noteEnqueued(context.em);
}

function invalidLimit(path: string, message: string): Refusal<WebhookErrorCode> {
  return new Refusal({ code: 'invalid_limit', detail: `${path}: ${message}`, errors: [{ path, message }] });
}
