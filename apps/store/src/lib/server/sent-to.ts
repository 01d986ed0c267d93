import type { Cookies } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';

type Event = { cookies: Cookies; url: URL };
const name = 'minimart_sent_to';
const path = '/verify-email';

/** Keeps where a mail was sent to, for the page that says so: an address of somebody belongs in no address of a page. */
export function keepSentTo({ cookies, url }: Event, email: string): void {
  const secure = publicOrigin(url).startsWith('https:');
  cookies.set(name, email.slice(0, 320), { path, httpOnly: true, sameSite: 'lax', secure, maxAge: 3600 });
}

/** Where one was sent to; empty where that is not known. */
export function readSentTo({ cookies }: Pick<Event, 'cookies'>): string {
  return cookies.get(name) ?? '';
}
