import type { RequestEvent } from '@sveltejs/kit';
import { parseTheme } from '#lib/theme.ts';
import { publicOrigin } from '../call-api.ts';
import { cookieName } from '../cookie-name.ts';
import { isPersonsView } from '../is-persons-view.ts';
import { storeCounts } from '../store-counts.ts';
import { tellOfView } from '../tell-of-view.ts';
import { createPageKeeper } from './create-page-keeper.ts';
import { isKeepable, toResponse } from './kept-page.ts';
import { isSharedRoute, pageKey } from './page-key.ts';
import { storeRevision } from './store-revision.ts';

const keeper = createPageKeeper({ revision: storeRevision });

// Whoever keeps a page asks for each use whether it is still so; for a minute that may be done while the former one is shown (RFC 5861).
const sharedControl = 'public, max-age=0, stale-while-revalidate=60, stale-if-error=3600';

/**
 * Answers a request for a page, from memory where the page is the same for everybody, and says who else may keep it: anybody, the visitor's own browser, or
 * nobody.
 */
export async function servePage(event: RequestEvent, render: () => Promise<Response>): Promise<Response> {
  const key = keyOf(event);
  const response = key === undefined ? await render() : await serveShared(event, key, render);
  const isShared = key !== undefined && isKeepable(response);
  if (isSharedRoute(event.route.id)) response.headers.set('vary', 'cookie, accept-language, accept-encoding');
  if (isShared) response.headers.set('cache-control', sharedControl);
  // Pages that are public differ by visitor; the ones behind a sign-in must not be kept at all.
  else if (!response.headers.has('cache-control'))
    response.headers.set('cache-control', isSharedRoute(event.route.id) ? 'private, no-cache' : 'no-store');
  return response;
}

/** Whether a request comes with a session, good or not. */
export function hasSession({ cookies }: Pick<RequestEvent, 'cookies'>): boolean {
  return cookies.getAll().some(({ name }) => name.endsWith('session_token'));
}

function keyOf(event: RequestEvent): string | undefined {
  const { request, route, url } = event;
  if (event.isDataRequest) return undefined;
  return pageKey({
    method: request.method,
    routeId: route.id,
    url,
    origin: publicOrigin(url),
    theme: parseTheme(event.cookies.get(cookieName('theme', publicOrigin(url)))),
    locale: event.locals.locale,
    hasSession: hasSession(event),
  });
}

async function serveShared(event: RequestEvent, key: string, render: () => Promise<Response>): Promise<Response> {
  const served = await keeper.serve(key, async (isAhead) => {
    event.locals.isAhead = isAhead;
    const answer = await render();
    // What has no tag is not kept.
    if (event.locals.isPartial) answer.headers.delete('etag');
    return answer;
  });
  storeCounts.pages['answer' in served || served.isOwn ? 'rendered' : 'kept'] += 1;
  if ('answer' in served) return served.answer;
  const { slug } = event.params;
  // A page that was not rendered for this visitor was not counted for them either.
  if (!served.isOwn && event.route.id === '/apps/[slug]' && slug !== undefined && isPersonsView(event.request))
    tellOfView(event, slug);
  return toResponse(served.page, event.request.headers.get('accept-encoding'));
}
