import { baseLocale, chooseLocale, type Locale } from '@minimart/messages';
import type { RequestEvent } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';
import { cookieName } from './cookie-name.ts';

/** The language that a request is answered in. What developers work with is there in English alone. */
export function localeOf({ route, url, cookies, request }: RequestEvent): Locale {
  if (route.id?.startsWith('/developer')) return baseLocale;
  const chosen = cookies.get(cookieName('language', publicOrigin(url)));
  const accepted = request.headers.get('accept-language');
  return chooseLocale({ path: url.pathname, chosen, accepted });
}
