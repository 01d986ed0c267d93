import type { CancelTarget } from '../outbox.ts';
import type { OutboxContext } from './outbox-context.ts';
import { momentOf } from './sql-values.ts';

/** Cancels what is pending of a target and erases the sealed requests; answers how many were cancelled. */
export async function cancelDeliveries(context: OutboxContext, target: CancelTarget, reason: string): Promise<number> {
  const [where, values] =
    typeof target === 'string' ? ['id = ?', [target]] : ['subject = ? and topic = ?', [target.subject, target.topic]];
  const rows = await context.em.execute<{ id: string }[]>(
    `update webhooks.deliveries
     set status = 'cancelled', cancel_reason = ?, sealed = null, next_attempt_at = null, lease_until = null,
         settled_at = coalesce(?::timestamptz, now())
     where status = 'pending' and ${where} returning id`,
    [reason, momentOf(context.clock), ...values],
  );
  return rows.length;
}

/** Makes a pending delivery due now; one under way is left to its attempt. False when it is not pending. */
export async function retryNow(context: OutboxContext, deliveryId: string): Promise<boolean> {
  const rows = await context.em.execute<{ id: string }[]>(
    `update webhooks.deliveries set next_attempt_at = least(next_attempt_at, coalesce(?::timestamptz, now()))
     where id = ? and status = 'pending' returning id`,
    [momentOf(context.clock), deliveryId],
  );
  return rows.length === 1;
}
