import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';

/** Refuses U+0000 anywhere in a request: PostgreSQL has no text with it, so nothing of ours ever contains one. */
export const refuseNul: RequestHandler = (request, _response, next) => {
  const isInBody = request.body !== undefined && JSON.stringify(request.body).includes('\\u0000');
  if (!isInBody && !/%00/i.test(request.originalUrl)) return next();
  throw new Refusal({
    code: 'invalid_request',
    detail: 'The request contains the character U+0000, which cannot be stored. Leave it out.',
  });
};
