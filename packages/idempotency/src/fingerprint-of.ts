import { hash } from 'node:crypto';

/** SHA-256 (32 bytes) of what makes two requests the same: route, parameters, body. Objects count as equal whatever the order of their keys. */
export function fingerprintOf(...parts: unknown[]): Buffer {
  return hash('sha256', JSON.stringify(sorted(parts)), 'buffer');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, each]) => [key, sorted(each)])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
