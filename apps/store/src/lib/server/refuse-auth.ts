import { fail, redirect } from '@sveltejs/kit';
import { placeExplained } from '#lib/entry/place-explained.ts';
import type { AuthAnswer } from './call-api.ts';
import { signInPath } from './require-viewer.ts';

type Told = { ids: Record<string, string> };

/**
 * A call of sign-in that was refused to somebody at their own account: who is signed out goes to sign in, and who signed in a while ago to do so again;
 * anything else is told at the fields, by the ids of the controls.
 */
export function refuseAuth(event: { url: URL }, { status, code }: AuthAnswer, { ids }: Told) {
  if (code === 'UNAUTHORIZED') redirect(303, signInPath(event.url));
  if (code === 'SESSION_NOT_FRESH') redirect(303, `${signInPath(event.url)}&again`);
  return fail(status >= 500 ? 503 : 422, placeExplained({ status, code }, ids));
}
