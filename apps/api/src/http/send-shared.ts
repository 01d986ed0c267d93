import { createHash } from 'node:crypto';
import type { Response } from 'express';

/**
 * How long others may keep an answer that is the same for everybody: whoever keeps it asks for each use whether it is still so (RFC 9111); for a minute
 * that may be done while the former one is shown (RFC 5861), and while we do not answer, for an hour.
 */
const sharedHeaders = {
  'cache-control': 'public, max-age=0, stale-while-revalidate=60, stale-if-error=3600',
};

/** Answers JSON with a strong entity tag, or 304 to whoever has it already. */
export function sendShared(response: Response, { body, headers }: { body: unknown; headers?: Record<string, string> }) {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  // Express answers 304 by itself where the tag fits.
  response
    .vary('cookie, authorization')
    .set({ ...sharedHeaders, ...headers, etag })
    .type('json')
    .send(text);
}
