import type { RequestHandler } from 'express';
import { hasBody } from './has-body.ts';

/** Closes the connection of a request whose body is not there after so many milliseconds, so that nobody holds it by sending slowly. */
export function limitBodyTime(mostMs: number): RequestHandler {
  return (request, _response, next) => {
    if (!hasBody(request)) return next();
    const timer = setTimeout(() => request.socket.destroy(), mostMs);
    const stop = () => clearTimeout(timer);
    request.once('end', stop).once('close', stop);
    next();
  };
}
