import { createHmac } from 'node:crypto';

/** Whose view it is, as far as one can tell two visitors of a day apart. */
export interface Visitor {
  /** The address, or the network that one household or server is given, such as an IPv6 /64. */
  network: string;
  /** What the browser calls itself. */
  userAgent: string;
}

const bytes = 16;

/** HMAC-SHA-256 (RFC 2104) of a visitor of one app, cut to 16 bytes: apps cannot be joined by it, nor days, each of which has a salt of its own. */
export function hashVisitor(salt: Buffer, appId: string, { network, userAgent }: Visitor): Buffer {
  const text = JSON.stringify([appId, network, userAgent]);
  return createHmac('sha256', salt).update(text).digest().subarray(0, bytes);
}
