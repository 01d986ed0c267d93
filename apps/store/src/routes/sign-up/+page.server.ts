import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { placeAtFields, placeExplained } from '#lib/entry/place-explained.ts';
import { apiOf, postToAuth, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { keepSentTo } from '#lib/server/sent-to.ts';
import { safeNext } from '#lib/server/safe-next.ts';
import { passwordOf, textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const next = safeNext(event.url.searchParams.get('next'));
  if (await event.locals.viewer()) redirect(303, next);
  const options = toAnswer(await apiOf(event).GET('/v1/sign-in-options'));
  return { next, isOpen: expectAnswer(options, m.error_not_found()).signUp === 'open' };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const entered = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    const password = passwordOf(form, 'password');
    const missing = {
      ...(entered.name === '' && { name: m.entry_enter_name() }),
      ...(entered.email === '' && { email: m.entry_enter_email() }),
      ...(password === '' && { password: m.entry_password_too_short() }),
    };
    if (Object.keys(missing).length > 0) return fail(422, { ...entered, ...placeAtFields(missing) });
    const answer = await postToAuth(event, 'sign-up/email', { ...entered, password });
    if (answer.status === 200) {
      keepSentTo(event, entered.email);
      redirect(303, '/verify-email?sent');
    }
    const ids = { name: 'name', email: 'email', password: 'password' };
    return fail(answer.status >= 500 ? 503 : 422, { ...entered, ...placeExplained(answer, ids) });
  },
};
