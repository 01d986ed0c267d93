import { redirect } from '@sveltejs/kit';
import { apiOf, postToAuth, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ request, locals }) => {
  // After signing out nobody is signed in, and the page says so.
  if (request.method !== 'POST' && !(await locals.viewer())) redirect(303, '/sign-in?next=%2F');
};

export const actions: Actions = {
  default: async (event) => {
    // Asked before, since the session that it is about ends.
    const answer = toAnswer(await apiOf(event).GET('/v1/me/platform-sign-out'));
    await postToAuth(event, 'sign-out', {});
    // Also when the API did not answer: this browser is signed out in any case.
    for (const { name } of event.cookies.getAll()) {
      if (name.endsWith('session_token') || name.endsWith('session_data')) {
        event.cookies.delete(name, { path: '/', secure: publicOrigin(event.url).startsWith('https:') });
      }
    }
    const { platform, url } = (answer.ok && answer.data.signOut) || { platform: '', url: null };
    if (url === null) redirect(303, '/');
    return { platform, url };
  },
};
