import type { RequestEvent } from '@sveltejs/kit';

const usualSeconds = '5';

/**
 * Says when to come back with an answer that tells of too many requests or of a service that is busy. A page that was only looked at asks again by itself; one
 * that answers a form does not: the browser would ask for the page without what was entered.
 */
export function sayWhenToRetry(
  { locals, request }: Pick<RequestEvent, 'locals' | 'request'>,
  response: Response,
): void {
  if (response.status !== 429 && response.status !== 503) return;
  const seconds = locals.retryAfter ?? (response.status === 503 ? usualSeconds : undefined);
  if (seconds === undefined) return;
  response.headers.set('retry-after', seconds);
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (response.status === 503 && request.method === 'GET' && isPage) response.headers.set('refresh', seconds);
}
