import type { IncomingMessage } from 'node:http';

/** The token of a request's Authorization header, or that there is no header, or that there is none to use. */
export type Bearer = { kind: 'token'; token: string } | { kind: 'absent' } | { kind: 'unusable' };

// `Bearer 1*SP b64token` of RFC 6750, less the characters that no key has. Without the u flag, i folds ASCII alone.
const credentials = /^bearer +([A-Za-z0-9_]+)$/i;
const longestHeader = 200;
const name = 'authorization';
const usual = 'Authorization';

/**
 * Reads `Authorization: Bearer <token>` strictly: exactly one header (of several, Node.js would keep the first, and a
 * proxy in front may have read the last), the scheme in any case, one token of letters, digits and underscores.
 */
export function readBearer({ headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): Bearer {
  const header = headers.authorization;
  if (header === undefined) return { kind: 'absent' };
  if (header.length > longestHeader || !isSentOnce(rawHeaders)) return { kind: 'unusable' };
  const token = credentials.exec(header)?.[1];
  return token === undefined ? { kind: 'unusable' } : { kind: 'token', token };
}

// Names and values in turn; by hand, since `headersDistinct` sorts all headers for the sake of one.
function isSentOnce(rawHeaders: readonly string[]): boolean {
  let times = 0;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const sent = rawHeaders[place]!;
    if (sent.length === name.length && (sent === usual || sent.toLowerCase() === name)) times += 1;
  }
  return times === 1;
}
