import type { ServerResponse } from 'node:http';

/** Aborted once a response is closed: the caller has the whole answer, or is gone. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (response.closed || response.destroyed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}
