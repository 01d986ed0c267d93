import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';
import { retrySoonSeconds } from './retry-soon-seconds.ts';

/** Turns calls away with `overloaded` while so many of them are being answered by this process. */
export function limitAtOnce(most: number): RequestHandler {
  let underWay = 0;
  return (_request, response, next) => {
    if (underWay >= most) {
      throw new Refusal({
        code: 'overloaded',
        detail: 'Many do the same at this moment. Nothing of this call was done; send it again in a moment.',
        extra: { retryAfterSeconds: retrySoonSeconds() },
      });
    }
    underWay += 1;
    response.once('close', () => (underWay -= 1));
    next();
  };
}
