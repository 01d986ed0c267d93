import type { LoggedDelivery } from '#lib/server/api.ts';

type Answered = Pick<LoggedDelivery, 'status' | 'attempts' | 'lastStatusCode' | 'lastError' | 'message'>;

/** What the last attempt at a delivery came to, in a few plain words. */
export function describeAnswer({ status, attempts, lastStatusCode, lastError, message }: Answered): string {
  if (message !== null && message !== '') return `Answered ${lastStatusCode}: “${message}”`;
  if (lastStatusCode !== null) return `Answered ${lastStatusCode}`;
  if (lastError !== null) return lastError;
  if (attempts === 0) return status === 'pending' ? 'Not tried yet' : 'Never sent';
  return 'No answer yet';
}
