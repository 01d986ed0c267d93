import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { forgetInvitation, keepInvitation, keptInvitation } from '#lib/server/invitation-cookie.ts';
import { placeFieldErrors, placeMessages } from '#lib/server/place-field-errors.ts';
import { signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const code = keptInvitation(event);
  if (code === undefined) return { state: 'enter' as const };
  const viewer = await event.locals.viewer();
  if (viewer === null) return { state: 'signed-out' as const };
  const answer = toAnswer(await apiOf(event).POST('/v1/invitations/read', { body: { code } }));
  if (!answer.ok && answer.problem.code === 'invitation_for_another')
    return { state: 'another' as const, email: viewer.user.email };
  if (!answer.ok && (answer.problem.code === 'invitation_not_open' || answer.problem.code === 'invalid_request'))
    return { state: 'ended' as const };
  return { state: 'open' as const, invitation: expectAnswer(answer, m.error_not_found()) };
};

export const actions: Actions = {
  open: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '').trim();
    if (!/^mm_invite_\w{10,100}$/.test(code))
      return fail(422, { errors: placeMessages({ code: m.invitation_code_wrong() }, {}) });
    keepInvitation(event, code);
    redirect(303, (await event.locals.viewer()) === null ? signInPath(event.url) : event.url.pathname);
  },
  accept: async (event) => {
    const code = keptInvitation(event);
    if (code === undefined) redirect(303, event.url.pathname);
    const answer = toAnswer(await apiOf(event).POST('/v1/invitations/accept', { body: { code } }));
    if (!answer.ok && answer.status === 401) redirect(303, signInPath(event.url));
    if (!answer.ok) return fail(answer.status, { errors: placeFieldErrors(answer.problem, {}) });
    forgetInvitation(event);
    redirect(303, `/workspaces/${answer.data.id}/apps`);
  },
  later: (event) => {
    forgetInvitation(event);
    redirect(303, '/');
  },
};
