import { Refusal } from '@minimart/problem';
import type { Request } from 'express';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a changing request that a browser sends on behalf of another site with this user's cookie (CSRF): its Origin must be
 * ours, or where there is none Sec-Fetch-Site must say same-origin. Requests with a token carry no ambient authority and are not checked.
 */
export function assertSameOrigin(request: Request, baseUrl: string): void {
  if (safeMethods.has(request.method)) return;
  const [origin, site] = [request.get('origin'), request.get('sec-fetch-site')];
  // Where both are said, both must be ours: each alone can be missing, neither may contradict.
  const isOurs =
    origin === undefined ? site === 'same-origin' : origin === baseUrl && (site ?? 'same-origin') === 'same-origin';
  if (isOurs) return;
  throw new Refusal({
    code: 'cross_site_request',
    detail: `A change that is signed in by cookie must come from ${baseUrl}: send that as the Origin header, or use a personal access token.`,
  });
}
