import type { Locale } from '@minimart/messages';
import type { Theme } from '#lib/theme.ts';

/** What is known of a request for a page before it is rendered. */
export interface PageRequest {
  method: string;
  /** Its route, as SvelteKit names it; null for none. */
  routeId: string | null;
  url: URL;
  origin: string;
  theme: Theme;
  locale: Locale;
  hasSession: boolean;
}

const sharedRoutes = new Set<string | null>([
  '/',
  '/apps/[slug]',
  '/collections/[slug]',
  '/sitemap.xml',
  '/sitemaps/apps.xml',
]);
const longestSearch = 300;

/** Whether the pages of a route are the same for everybody who is not signed in. */
export function isSharedRoute(routeId: string | null): boolean {
  return sharedRoutes.has(routeId);
}

/**
 * What a page is kept by: everything that it depends on besides what the store shows. Undefined for what is not kept: what shows somebody's own things,
 * and what a link shows, which tells how often it may still be used.
 */
export function pageKey({ method, routeId, url, origin, theme, locale, hasSession }: PageRequest): string | undefined {
  const isKept = method === 'GET' && isSharedRoute(routeId) && !hasSession;
  if (!isKept || url.searchParams.has('link') || url.search.length > longestSearch) return undefined;
  return `${theme} ${locale} ${origin}${url.pathname}${url.search}`;
}
