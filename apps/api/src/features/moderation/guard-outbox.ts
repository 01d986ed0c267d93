import type { OutboxPort } from '@minimart/installs';
import type { Suspensions } from '@minimart/catalog/mikro-orm';

/** An outbox that hands no key to an app whose keys are suspended: refuses `app_suspended`. What goes to a sandbox, and every farewell, is let through. */
export function guardOutbox<Outbox extends OutboxPort>(
  outbox: Outbox,
  suspensions: Pick<Suspensions, 'holdOpen'>,
): OutboxPort {
  return {
    cancel: (which, reason) => outbox.cancel(which, reason),
    async enqueue(wanted) {
      if (wanted.topic === 'subscribe' && wanted.environment === 'live')
        await suspensions.holdOpen(wanted.endpointId, 'keys');
      return outbox.enqueue(wanted);
    },
  };
}
