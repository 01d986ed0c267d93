import { publicOrigin } from '#lib/server/call-api.ts';
import { locales } from '@minimart/messages';
import type { RequestHandler } from './$types';

// What is behind a sign-in, and what would be counted or changed by going there.
const closed = [
  '/workspaces',
  '/account',
  '/operator',
  '/invitations',
  '/developer',
  '/outbox',
  '/sign-in',
  '/sign-out',
  '/theme',
  '/language',
  '/apps/*/install',
  '/*?*link=',
];

// A page has an address in each language besides the plain one.
const everywhere = [...closed, ...locales.flatMap((locale) => closed.map((path) => `/${locale}${path}`))];

/** What may be read by programs that read the web (RFC 9309), and where its map is. */
export const GET: RequestHandler = ({ url }) => {
  const lines = ['User-agent: *', ...everywhere.map((path) => `Disallow: ${path}`), 'Allow: /', ''];
  const text = [...lines, `Sitemap: ${publicOrigin(url)}/sitemap.xml`, ''].join('\n');
  return new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
