import { redirect, type Cookies } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';
import { cookieName } from './cookie-name.ts';

type Event = { cookies: Cookies; url: URL };
type Link = 'verify' | 'reset';

// As long as a page is left open; the link itself is good for as long as its mail says.
const keptSeconds = 1800;

/**
 * The token of the link that led here. It is taken out of the address at once, so that it stands in no history and in nothing that the page asks for, and
 * kept in a cookie that no script reads. Undefined without one.
 */
export function takeLink({ cookies, url }: Event, link: Link): string | undefined {
  const origin = publicOrigin(url);
  const name = cookieName(link, origin);
  const token = url.searchParams.get('token');
  if (token === null) return cookies.get(name);
  const secure = origin.startsWith('https:');
  // A token is not longer; a browser refuses a cookie that is.
  cookies.set(name, token.slice(0, 1000), { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: keptSeconds });
  redirect(303, url.pathname);
}

/** Forgets it, once it was used or did not work. */
export function dropLink({ cookies, url }: Event, link: Link): void {
  const origin = publicOrigin(url);
  cookies.delete(cookieName(link, origin), { path: '/', secure: origin.startsWith('https:') });
}
