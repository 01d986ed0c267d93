import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA-256 (32 bytes) of what makes two requests the same: route, parameters, body. Objects count as equal whatever the order of their keys.
 * Without `secret`, 16 bytes or more that every process shares, nobody can find out by trying what a stored one was made of.
 */
export function fingerprintOf(secret: string, ...parts: unknown[]): Buffer {
  if (Buffer.byteLength(secret) < 16) throw new RangeError('The secret of fingerprints needs 16 bytes or more.');
  // The words in front keep these apart from whatever else the secret is used for.
  return createHmac('sha256', secret)
    .update(`idempotency ${JSON.stringify(sorted(parts))}`)
    .digest();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, each]) => [key, sorted(each)])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
