import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import { signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = '/v1/operator/apps/{appId}';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const result = await apiOf(event).GET(one, { params: { path: event.params } });
  const done = event.url.searchParams.get('done');
  return {
    app: expectAnswer(toAnswer(result), noSuchPage),
    etag: result.response.headers.get('etag') ?? '*',
    done: done === 'suspended' || done === 'lifted' ? done : null,
  };
};

export const actions: Actions = {
  suspend: async (event) => {
    const form = await event.request.formData();
    const body = {
      note: String(form.get('note') ?? ''),
      words: String(form.get('words') ?? ''),
      stopsKeys: form.get('stops') === 'keys',
    };
    const params = guarded(event, form);
    const answer = toAnswer(await apiOf(event).PUT(`${one}/suspension`, { params, body }));
    return settle(event, answer, { done: 'suspended', entered: body });
  },
  lift: async (event) => {
    const form = await event.request.formData();
    const body = { note: String(form.get('note') ?? '') };
    const params = guarded(event, form);
    const answer = toAnswer(await apiOf(event).DELETE(`${one}/suspension`, { params, body }));
    return settle(event, answer, { done: 'lifted', entered: undefined });
  },
};

function guarded({ params: path }: RequestEvent, form: FormData) {
  return { path, header: { 'If-Match': String(form.get('etag') ?? '') } };
}

function settle(
  event: RequestEvent,
  answer: Answer<unknown>,
  { done, entered }: { done: string; entered: { note: string; words: string; stopsKeys: boolean } | undefined },
) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=${done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const said = answer.problem.errors?.map(({ message }) => message).join(' ');
  return fail(answer.status, { failed: said || answer.problem.detail, entered });
}
