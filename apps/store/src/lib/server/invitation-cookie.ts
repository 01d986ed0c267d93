import type { Cookies } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';

type Event = { cookies: Cookies; url: URL };

const path = '/invitations';
const keptSeconds = 1_800;

/** Over https no other than this host over https sets it (RFC 6265bis, 4.1.3.1); `__Host-` would send it to every page. */
const nameOf = (isHttps: boolean) => `${isHttps ? '__Secure-' : ''}minimart_invitation`;

/** Keeps the code of an invitation in the browser, for its page and half an hour: long enough to sign in or up in between, and in no address. */
export function keepInvitation({ cookies, url }: Event, code: string): void {
  const secure = publicOrigin(url).startsWith('https:');
  cookies.set(nameOf(secure), code, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: keptSeconds });
}

/** The code that is kept, if one is. */
export function keptInvitation({ cookies, url }: Event): string | undefined {
  return cookies.get(nameOf(publicOrigin(url).startsWith('https:')));
}

/** Forgets it. */
export function forgetInvitation({ cookies, url }: Event): void {
  const secure = publicOrigin(url).startsWith('https:');
  cookies.delete(nameOf(secure), { path, secure });
}
