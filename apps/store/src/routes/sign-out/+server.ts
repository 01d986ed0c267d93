import { redirect } from '@sveltejs/kit';
import { postToAuth, publicOrigin } from '#lib/server/call-api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  await postToAuth(event, 'sign-out', {});
  // Also when the API did not answer: this browser is signed out in any case.
  for (const { name } of event.cookies.getAll()) {
    if (name.endsWith('session_token') || name.endsWith('session_data')) {
      event.cookies.delete(name, { path: '/', secure: publicOrigin(event.url).startsWith('https:') });
    }
  }
  redirect(303, '/');
};
