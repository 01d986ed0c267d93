import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';
import { routeOf } from './route-of.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts answers by method, declared route and status, with how long they took; what no route took counts as the route `none`. */
export function measureRequests(register: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'minimart_http_request_duration_seconds',
    help: 'How long requests took until the last byte was handed over, by declared route.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [register],
  });
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
