import type { CheckedKey } from '@minimart/keys';
import { beginServerSpan } from '@minimart/tracing';
import type { Request, RequestHandler } from 'express';

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

/** The path as declared, never as sent; nothing for what no route took. */
function routeOf(request: Request): string | undefined {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof path !== 'string') return undefined;
  // A refusal leaves the router that it came from, and with it the place that is mounted at.
  const base = request.originalUrl.startsWith('/api/') ? '/api' : '';
  return path.startsWith(`${base}/`) && base !== '' ? path : `${base}${path}`;
}
