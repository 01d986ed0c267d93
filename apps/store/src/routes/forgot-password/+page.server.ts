import { m } from '@minimart/messages';
import { fail } from '@sveltejs/kit';
import { placeAtFields, placeExplained } from '#lib/entry/place-explained.ts';
import { postToAuth } from '#lib/server/call-api.ts';
import { textOf } from '#lib/server/text-of.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const email = textOf(await event.request.formData(), 'email');
    if (email === '') return fail(422, { email, ...placeAtFields({ email: m.entry_enter_email() }) });
    const answer = await postToAuth(event, 'request-password-reset', { email });
    // Said whether there is such an account or not; its owner, or whoever has the address, reads which in the mail.
    if (answer.status === 200) return { sentTo: email };
    return fail(answer.status >= 500 ? 503 : 422, { email, ...placeExplained(answer, { email: 'email' }) });
  },
};
