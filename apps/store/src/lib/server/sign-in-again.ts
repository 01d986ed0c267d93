import { redirect, type RequestEvent } from '@sveltejs/kit';
import { publicOrigin } from './call-api.ts';
import { keepEntries, type KeptEntries } from './kept-entries.ts';
import { signInPath } from './require-viewer.ts';

/** Sends a visitor whose session is over to sign in, and back to the form with what they had entered. */
export function signInAgain(event: RequestEvent, form: FormData, entries: KeptEntries): never {
  const secure = publicOrigin(event.url).startsWith('https:');
  keepEntries({ cookies: event.cookies, url: event.url, secure }, form, entries);
  redirect(303, signInPath(event.url));
}
