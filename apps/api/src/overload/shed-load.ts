import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';
import { retrySoonSeconds } from '../http/retry-soon-seconds.ts';
import type { LoadWatch } from './load-watch.ts';

/**
 * Turns calls away with `overloaded` while this process does not keep up. Health and figures come before it and are always told. What is turned away is not
 * read any further, so it costs next to nothing.
 */
export function shedLoad(load: Pick<LoadWatch, 'sheds'>): RequestHandler {
  return ({ headers }, _response, next) => {
    const isSigned = headers.authorization !== undefined || headers.cookie?.includes('session_token') === true;
    if (!load.sheds(isSigned)) return next();
    throw new Refusal({
      code: 'overloaded',
      detail: 'More calls come than can be answered in time. Nothing of this one was done; send it again in a moment.',
      extra: { retryAfterSeconds: retrySoonSeconds() },
    });
  };
}
