import type { LookupAddress } from 'node:dns';

/** All addresses of a host, and for how long they may be kept. */
export interface HostAddresses {
  addresses: readonly LookupAddress[];
  ttlMs: number;
}

/** Resolves a host name, in lower case and without the root dot, to all of its addresses. Rejects with a DNS error that has a `code`. */
export type Resolve = (host: string) => Promise<HostAddresses>;
