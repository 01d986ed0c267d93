import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { parseTheme, themeCookie } from '#lib/theme.ts';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { isForgery } from '#lib/server/is-forgery.ts';
import type { Viewer } from '#lib/server/api.ts';

type Event = Parameters<Handle>[0]['event'];

const headers: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

export const handle: Handle = async ({ event, resolve }) => {
  const response = isForgery(event.request, publicOrigin(event.url)) ? refuseForgery() : await render(event, resolve);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  // Pages differ by visitor and theme; the ones behind a sign-in must not be kept at all.
  const kept = event.route.id === '/' || event.route.id === '/apps/[slug]';
  if (!response.headers.has('cache-control'))
    response.headers.set('cache-control', kept ? 'private, no-cache' : 'no-store');
  return response;
};

function refuseForgery(): Response {
  return new Response('Changes from other sites are refused.', { status: 403 });
}

async function render(event: Event, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  let viewer: Promise<Viewer | null> | undefined;
  event.locals.viewer = () => (viewer ??= askWho(event));
  const theme = parseTheme(event.cookies.get(themeCookie));
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%theme%', theme),
    preload: (file) => file.type !== 'font' || file.filename.endsWith('figtree-latin-wght-normal.woff2'),
  });
}

async function askWho(event: Event): Promise<Viewer | null> {
  const signedIn = event.cookies.getAll().some(({ name }) => name.endsWith('session_token'));
  if (!signedIn) return null;
  const answer = toAnswer(await apiOf(event).GET('/v1/me'));
  return answer.ok ? answer.data : null;
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return;
  // The route and the error alone: an address, a form or a header may hold what must not be in a log.
  console.error({ message: 'request failed', method: event.request.method, route: event.route.id, error });
  return { status: 500, message: 'Something went wrong on our side.' };
};
