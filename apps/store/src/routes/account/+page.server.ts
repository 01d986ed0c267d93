import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { doneIn } from '#lib/account/done-in.ts';
import { placeAtFields } from '#lib/entry/place-explained.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { user } = await requireViewer(event);
  return { name: user.name, email: user.email, done: doneIn(event.url, { saved: () => m.security_name_saved() }) };
};

export const actions: Actions = {
  default: async (event) => {
    const name = textOf(await event.request.formData(), 'name');
    const answer = toAnswer(await apiOf(event).PATCH('/v1/me', { body: { name } }));
    if (answer.ok) redirect(303, '/account?done=saved');
    if (answer.status === 401) redirect(303, signInPath(event.url));
    const isAboutName = answer.problem.code === 'invalid_request';
    const told = isAboutName
      ? placeAtFields({ name: m.entry_enter_name() })
      : { fields: {}, errors: [{ message: answer.problem.detail }] };
    return fail(answer.status, { name, ...told });
  },
};
