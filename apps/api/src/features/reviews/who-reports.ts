import { createHmac } from 'node:crypto';
import { neighbourhoodOf } from '@minimart/keys';

/**
 * Whom a report is counted for: the person who is signed in, or the network it came from. Of a network only a keyed hash is kept, which differs from
 * day to day, so that nobody who reports is followed by it.
 */
export function whoReports({
  userId,
  address,
  secret,
  now,
}: {
  userId: string | undefined;
  address: string | undefined;
  secret: string;
  now: Date;
}): string {
  if (userId !== undefined) return userId;
  const day = now.toISOString().slice(0, 10);
  const hash = createHmac('sha256', secret)
    .update(`reports ${day} ${neighbourhoodOf(address)}`)
    .digest('base64url');
  return `network ${hash}`;
}
