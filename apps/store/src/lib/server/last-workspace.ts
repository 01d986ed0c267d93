import type { Cookies } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';
import { cookieName } from './cookie-name.ts';

type Event = { cookies: Cookies; url: URL };

/** Remembers, until the browser is closed, whose installed apps were looked at last, so that installing from there leads back there. */
export function rememberWorkspace({ cookies, url }: Event, workspaceId: string): void {
  const origin = publicOrigin(url);
  const secure = origin.startsWith('https:');
  cookies.set(cookieName('workspace', origin), workspaceId, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** The workspace whose installed apps were looked at last; a word of the browser, so it need not be one of the visitor's. */
export function lastWorkspace({ cookies, url }: Event): string | null {
  return cookies.get(cookieName('workspace', publicOrigin(url))) ?? null;
}
