import type { LoggedDelivery } from '#lib/server/api.ts';

type Awaited = Pick<LoggedDelivery, 'status' | 'inFlight' | 'nextAttemptAt'>;

const soonMs = 30_000;

/** After how long to look at a delivery again: often while something is about to happen, seldom before, and not at all once it is settled. */
export function pollMsOf({ status, inFlight, nextAttemptAt }: Awaited, now: string): number | undefined {
  if (status !== 'pending') return undefined;
  const isSoon = nextAttemptAt !== null && Date.parse(nextAttemptAt) - Date.parse(now) < soonMs;
  return inFlight || isSoon ? 2000 : 10_000;
}
