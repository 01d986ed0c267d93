import type { Request } from 'express';

/** The path of the route that took a request, as it was declared and never as it was sent; undefined where none did. To be asked once it is answered. */
export function routeOf(request: Request): string | undefined {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof path !== 'string') return undefined;
  // A refusal leaves the router that it came from, and with it the place that is mounted at.
  return request.originalUrl.startsWith('/api/') && !path.startsWith('/api/') ? `/api${path}` : path;
}
