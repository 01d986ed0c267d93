import type { IncomingMessage } from 'node:http';

/** The token of a request's Authorization header, or that there is no header, or that there is none to use. */
export type Bearer = { kind: 'token'; token: string } | { kind: 'absent' } | { kind: 'unusable' };

// `Bearer 1*SP b64token` of RFC 6750, less the characters that no key has. Without the u flag, i folds ASCII alone.
const credentials = /^bearer +([A-Za-z0-9_]+)$/i;
const longestHeader = 200;

/**
 * Reads `Authorization: Bearer <token>` strictly: exactly one header (of several, Node.js would keep the first, and a
 * proxy in front may have read the last), the scheme in any case, one token of letters, digits and underscores.
 */
export function readBearer({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): Bearer {
  const [header, ...further] = headersDistinct['authorization'] ?? [];
  if (header === undefined) return { kind: 'absent' };
  if (further.length > 0 || header.length > longestHeader) return { kind: 'unusable' };
  const token = credentials.exec(header)?.[1];
  return token === undefined ? { kind: 'unusable' } : { kind: 'token', token };
}
