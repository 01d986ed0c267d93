import { Refusal } from '@minimart/problem';
import type { RequestHandler, Router } from 'express';

/** One call as it is declared: its method, and its path with parameters in braces. */
export interface Endpoint {
  method: string;
  path: string;
}

/**
 * Answers 405 with `Allow` where a path is asked with a method that it lacks (RFC 9110, 15.5.6), and `OPTIONS` with the methods it has.
 * What it has passes through, so this may stand before or after the handlers.
 */
export function refuseOtherMethods(router: Router, endpoints: readonly Endpoint[]): void {
  for (const [path, group] of Map.groupBy(endpoints, (endpoint) => endpoint.path)) {
    router.all(toExpressPath(path), assertMethod(group.map(({ method }) => method.toUpperCase())));
  }
}

/** A path with parameters in braces, as in OpenAPI, the way Express writes it: `/apps/{slug}` is `/apps/:slug`. */
export function toExpressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function assertMethod(declared: readonly string[]): RequestHandler {
  // Express answers HEAD with the handler of GET.
  const methods = declared.includes('GET') ? [...declared, 'HEAD'] : declared;
  const allow = methods.join(', ');
  return ({ method }, response, next) => {
    if (methods.includes(method)) return next();
    response.set('allow', allow);
    if (method === 'OPTIONS') return void response.status(204).end();
    throw new Refusal({ code: 'method_not_allowed', detail: `This path answers ${allow}.` });
  };
}
