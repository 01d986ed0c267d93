import { redirect } from '@sveltejs/kit';
import { callApi } from '#lib/server/call-api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  await callApi(event, '/v1/auth/sign-out', { method: 'POST', body: {} });
  // Also when the API did not answer: this browser is signed out in any case.
  for (const { name } of event.cookies.getAll()) {
    if (name.endsWith('session_token') || name.endsWith('session_data')) {
      event.cookies.delete(name, { path: '/', secure: event.url.protocol === 'https:' });
    }
  }
  redirect(303, '/');
};
