import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { linkify } from '#lib/linkify.ts';
import { placeAtFields, placeExplained } from '#lib/entry/place-explained.ts';
import { apiOf, postToAuth, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { keepSentTo, readSentTo } from '#lib/server/sent-to.ts';
import { dropLink, takeLink } from '#lib/server/take-link.ts';
import { passwordOf, textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const token = takeLink(event, 'verify');
  const options = toAnswer(await apiOf(event).GET('/v1/sign-in-options'));
  const email = readSentTo(event);
  return {
    hasLink: token !== undefined && !event.url.searchParams.has('sent'),
    email,
    isSent: event.url.searchParams.has('sent') && email !== '',
    isKeptHere: options.ok && options.data.mailOutbox,
  };
};

export const actions: Actions = {
  confirm: async (event) => {
    const answer = await postToAuth(event, 'verify-email', { token: takeLink(event, 'verify') ?? '' });
    if (answer.status < 500 && answer.status !== 429) dropLink(event, 'verify');
    if (answer.status === 200) redirect(303, '/sign-in?done=verified');
    return fail(answer.status >= 500 ? 503 : 422, placeExplained(answer, {}));
  },
  send: async (event) => {
    const email = textOf(await event.request.formData(), 'email');
    if (email === '') return fail(422, placeAtFields({ email: m.entry_enter_email() }));
    const answer = await postToAuth(event, 'send-verification-email', { email });
    if (answer.status !== 200)
      return fail(answer.status >= 500 ? 503 : 422, { email, ...placeExplained(answer, { email: 'email' }) });
    keepSentTo(event, email);
    return { sentTo: email };
  },
  /** In the demo, which keeps mails: who knows the password reads those that wait for them. */
  read: async (event) => {
    const form = await event.request.formData();
    const body = { email: textOf(form, 'email'), password: passwordOf(form, 'password') };
    const answer = toAnswer(await apiOf(event).POST('/v1/outbox/waiting', { body }));
    if (!answer.ok) {
      const message = answer.status === 401 ? m.account_wrong() : answer.problem.detail;
      return fail(answer.status, { fields: {}, errors: [{ message }] });
    }
    const origin = publicOrigin(event.url);
    return { mails: answer.data.items.map(({ id, subject, text }) => ({ id, subject, parts: linkify(text, origin) })) };
  },
};
