import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { placeFieldErrors, placeMessages } from '#lib/server/place-field-errors.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { workspaces } = await requireViewer(event);
  return {
    workspaces,
    hasLeft: event.url.searchParams.has('left'),
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const name = String(form.get('name') ?? '').trim();
    if (!/^.{1,80}$/u.test(name))
      return fail(422, { name, errors: placeMessages({ name: m.member_workspace_name_wrong() }, {}) });
    const params = { header: { 'Idempotency-Key': readIdempotencyKey(form) } };
    const answer = toAnswer(await apiOf(event).POST('/v1/workspaces', { params, body: { name } }));
    if (answer.ok) redirect(303, `/workspaces/${answer.data.id}/members`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { name, errors: placeFieldErrors(answer.problem, { name: 'name' }) });
  },
};
