import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { StreamedAnswer } from './route.ts';

/** Writes an answer piece by piece, no faster than the caller reads; of one to HEAD, no piece is made. A caller who leaves in between is no fault. */
export async function sendStream({ stream, status }: StreamedAnswer, response: Response): Promise<void> {
  if (status !== undefined) response.status(status);
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(stream, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
