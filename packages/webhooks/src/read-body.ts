import type { Dispatcher } from 'undici';

/** The beginning of a response body; `truncated` when there was more. */
export interface BodyStart {
  bytes: Buffer;
  truncated: boolean;
}

/** Reads at most `limit` bytes, then closes the connection rather than drain what may have no end. Never inflates. */
export async function readBody(body: Dispatcher.ResponseData['body'], limit: number): Promise<BodyStart> {
  // Cutting the stream makes it emit an error that nobody waits for.
  body.on('error', () => {});
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), truncated: size > limit };
}
