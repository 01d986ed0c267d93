import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { isFrameRoute } from '#lib/preview/frame-route.ts';
import { sayWhenToRetry } from '#lib/server/say-when-to-retry.ts';
import { cookieName } from '#lib/server/cookie-name.ts';
import { colorSchemes, parseTheme } from '#lib/theme.ts';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { fitPolicy } from '#lib/server/fit-policy.ts';
import { keepLanguageInLinks, keepLanguageInPath } from '#lib/server/keep-language-in-links.ts';
import { isForgery } from '#lib/server/is-forgery.ts';
import { hasSession, servePage } from '#lib/server/kept-pages/serve-page.ts';
import { refuseBrokenForms } from '#lib/server/refuse-broken-forms.ts';
import type { Viewer } from '#lib/server/api.ts';
import { localeOf } from '#lib/server/locale-of.ts';
import { traceRequest } from '#lib/server/trace-request.ts';
import { BODY_SIZE_LIMIT } from '$app/env/private';
import { baseLocale, localeOfPath, m } from '@minimart/messages';
import { speak } from '@minimart/messages/server';

type Event = Parameters<Handle>[0]['event'];

export const handle: Handle = ({ event, resolve }) => traceRequest(event, () => respond(event, resolve));

async function respond(event: Event, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  event.locals.locale = localeOf(event);
  refuseBrokenForms(event.request);
  const response = isForgery(event.request, publicOrigin(event.url))
    ? refuseForgery()
    : await servePage(event, () => speak(event.locals.locale, () => render(event, resolve)));
  if (response.headers.get('content-type') === 'text/html')
    response.headers.set('content-type', 'text/html; charset=utf-8');
  sayWhenToRetry(event, response);
  const policy = response.headers.get('content-security-policy');
  if (policy !== null) {
    const mayBeFramed = isFrameRoute(event.route.id);
    response.headers.set(
      'content-security-policy',
      fitPolicy(policy, { mayBeFramed, origin: publicOrigin(event.url) }),
    );
  }
  return response;
}

function refuseForgery(): Response {
  return new Response('Changes from other sites are refused.', {
    status: 403,
    headers: { 'cache-control': 'no-store' },
  });
}

async function render(event: Event, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  let viewer: Promise<Viewer | null> | undefined;
  event.locals.viewer = () => (viewer ??= askWho(event));
  const isPreview = isFrameRoute(event.route.id);
  const theme = parseTheme(
    isPreview ? event.url.searchParams.get('theme') : event.cookies.get(cookieName('theme', publicOrigin(event.url))),
  );
  const { locale } = event.locals;
  const isNamed = localeOfPath(event.url.pathname).locale !== undefined;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => {
      const page = html
        .replace('%lang%', locale)
        .replace('%theme%', theme)
        .replace('%color-scheme%', colorSchemes[theme]);
      return isNamed ? keepLanguageInLinks(page, locale) : page;
    },
    preload: (file) => file.type !== 'font' || file.filename.endsWith('figtree-latin-wght-normal.woff2'),
  });
  const location = response.headers.get('location');
  if (isNamed && location !== null) response.headers.set('location', keepLanguageInPath(location, locale));
  return response;
}

async function askWho(event: Event): Promise<Viewer | null> {
  if (!hasSession(event)) return null;
  const answer = toAnswer(await apiOf(event).GET('/v1/me'));
  event.locals.isViewerUnknown = !answer.ok && answer.status >= 500;
  return answer.ok ? answer.data : null;
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'framework' && error.status === 413) {
    const told = () => m.error_form_too_long({ limit: BODY_SIZE_LIMIT });
    return { status: 413, message: speak(event.locals.locale ?? baseLocale, told) };
  }
  if (kind !== 'unknown') return;
  // The route and the error alone: an address, a form or a header may hold what must not be in a log.
  console.error({ message: 'request failed', method: event.request.method, route: event.route.id, error });
  return { status: 500, message: speak(event.locals.locale ?? baseLocale, () => m.error_ours()) };
};
