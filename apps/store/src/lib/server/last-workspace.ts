import type { Cookies } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';

type Event = { cookies: Cookies; url: URL };

const name = 'minimart_workspace';

/** Remembers, until the browser is closed, whose installed apps were looked at last, so that installing from there leads back there. */
export function rememberWorkspace({ cookies, url }: Event, workspaceId: string): void {
  const secure = publicOrigin(url).startsWith('https:');
  cookies.set(name, workspaceId, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** The workspace whose installed apps were looked at last; a word of the browser, so it need not be one of the visitor's. */
export function lastWorkspace({ cookies }: Pick<Event, 'cookies'>): string | null {
  return cookies.get(name) ?? null;
}
