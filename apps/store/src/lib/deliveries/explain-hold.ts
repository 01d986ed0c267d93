import { showMoment } from '#lib/show-time.ts';
import type { Endpoint, WholeDelivery } from '#lib/server/api.ts';

type Held = Pick<WholeDelivery, 'status' | 'inFlight' | 'nextAttemptAt'>;

/** What holds a waiting delivery back besides its own next try, in a sentence; undefined when nothing does. */
export function explainHold(
  { status, inFlight, nextAttemptAt }: Held,
  { state, restingUntil }: Pick<Endpoint, 'state' | 'restingUntil'>,
): string | undefined {
  if (status !== 'pending' || inFlight) return undefined;
  if (state === 'paused') return 'Deliveries of this app are paused: nothing is sent until you resume them.';
  if (state === 'disabled') return 'Deliveries of this app are switched off: nothing is sent until you resume them.';
  if (state === 'resting' && restingUntil !== null)
    return `Your server is left alone: nothing is sent before ${showMoment(restingUntil)}, unless you resume deliveries.`;
  if (nextAttemptAt === null) return 'It waits for an earlier request of the same installation.';
  return undefined;
}
