import type { CheckedKey } from '@minimart/keys';
import { beginServerSpan } from '@minimart/tracing';
import type { RequestHandler } from 'express';
import { routeOf } from './route-of.ts';

/** Makes each request a span, and all that is done for it part of that; continues the trace of whoever asks. To be put in front only where something is traced. */
export const traceRequests: RequestHandler = (request, response, next) => {
  const { method, protocol: scheme } = request;
  const span = beginServerSpan({ method, scheme, traceparent: request.get('traceparent') });
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : undefined;
    const key = response.locals['key'] as CheckedKey | undefined;
    const attributes = key && { 'minimart.installation.id': key.subject, 'minimart.key.id': key.id };
    span.end({ route: routeOf(request), status, attributes: attributes ?? {} });
  });
  span.run(next);
};
