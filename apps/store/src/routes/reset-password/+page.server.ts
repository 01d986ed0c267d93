import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { placeAtFields, placeExplained } from '#lib/entry/place-explained.ts';
import { postToAuth } from '#lib/server/call-api.ts';
import { dropLink, takeLink } from '#lib/server/take-link.ts';
import { passwordOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ hasLink: takeLink(event, 'reset') !== undefined });

export const actions: Actions = {
  default: async (event) => {
    const newPassword = passwordOf(await event.request.formData(), 'password');
    if (newPassword === '') return fail(422, placeAtFields({ password: m.entry_password_too_short() }));
    const answer = await postToAuth(event, 'reset-password', { token: takeLink(event, 'reset') ?? '', newPassword });
    if (answer.status === 200 || answer.code === 'INVALID_TOKEN') dropLink(event, 'reset');
    if (answer.status === 200) redirect(303, '/sign-in?done=reset');
    return fail(answer.status >= 500 ? 503 : 422, placeExplained(answer, { password: 'password' }));
  },
};
