import type { RequestHandler } from 'express';
import type { Histogram } from 'prom-client';
import { routeOf } from './route-of.ts';

/** Observes how long each answer took, by method, declared route and status; what no route took has the route `none`. */
export function measureRequests(durations: Histogram<'method' | 'route' | 'status'>): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const labels = {
        method: methodOf(request.method),
        route: routeOf(request) ?? 'none',
        status: String(response.statusCode),
      };
      durations.observe(labels, (performance.now() - began) / 1000);
    });
    next();
  };
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

// A client may send any word.
const methodOf = (method: string): string => (methods.has(method) ? method : 'other');
