import type { Dispatcher } from 'undici';

/** The beginning of a response body; `truncated` when there was more. */
export interface BodyStart {
  bytes: Buffer;
  truncated: boolean;
}

/**
 * Reads at most `limit` bytes, then closes the connection rather than drain what may have no end. Never inflates. Rejects when the body
 * breaks off or its request is aborted.
 */
export function readBody(body: Dispatcher.ResponseData['body'], limit: number): Promise<BodyStart> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isComplete = false;
    // Events, since an iterator would cost more than the usual body of a few bytes.
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limit) return;
      resolve({ bytes: Buffer.concat(chunks).subarray(0, limit), truncated: true });
      body.destroy();
    });
    body.on('end', () => {
      isComplete = true;
      resolve({ bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), truncated: false });
    });
    // Stays: cutting the stream makes it emit an error that nobody waits for.
    body.on('error', reject);
    body.on('close', () => {
      if (!isComplete) reject(new Error('The body ended before it was complete.'));
    });
  });
}
