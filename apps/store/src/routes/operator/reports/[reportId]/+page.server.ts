import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import { signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

const one = '/v1/operator/reports/{reportId}';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const cursor = event.url.searchParams.get('cursor');
  const params = { path: event.params, query: cursor ? { cursor } : {} };
  const result = await apiOf(event).GET(one, { params });
  return {
    subject: expectAnswer(toAnswer(result), noSuchPage),
    etag: result.response.headers.get('etag') ?? '*',
    isDone: event.url.searchParams.has('done'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const note = String(form.get('note') ?? '');
    const words = String(form.get('words') ?? '').trim();
    const act = String(form.get('act'));
    const body = {
      note,
      decision: act === 'dismiss' ? ('dismissed' as const) : ('acted_on' as const),
      ...((act === 'hide' || act === 'show') && { review: act as 'hide' | 'show' }),
      ...(act === 'hide' && words !== '' && { words }),
    };
    const params = { path: event.params, header: { 'If-Match': String(form.get('etag') ?? '') } };
    const answer = toAnswer(await apiOf(event).POST(`${one}/decision`, { params, body }));
    if (answer.ok) redirect(303, `${event.url.pathname}?done=1`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    const said = answer.problem.errors?.map(({ message }) => message).join(' ');
    return fail(answer.status, { failed: said || answer.problem.detail, note, words });
  },
};
