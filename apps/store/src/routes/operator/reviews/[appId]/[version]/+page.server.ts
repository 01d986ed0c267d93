import { fail, redirect } from '@sveltejs/kit';
import { pointersOf, readRemarks } from '#lib/operator/remark-fields.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import { signInPath } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = '/v1/operator/version-reviews/{appId}/{version}';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const result = await apiOf(event).GET(one, { params: { path: event.params } });
  const review = expectAnswer(toAnswer(result), noSuchPage);
  const { changes } = review;
  return {
    review: { ...review, changes: changes && { ...changes, agreed: toChangesView(changes.agreed) } },
    etag: result.response.headers.get('etag') ?? '*',
    pointers: pointersOf(review.manifest),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  approve: async (event) => {
    const form = await event.request.formData();
    const note = String(form.get('note') ?? '');
    const answer = toAnswer(
      await apiOf(event).POST(`${one}/approve`, { params: guarded(event, form), body: { note } }),
    );
    if (answer.ok) redirect(303, '/operator/reviews?done=approved');
    return refused(event, answer, { note });
  },
  requestChanges: async (event) => {
    const form = await event.request.formData();
    const note = String(form.get('note') ?? '');
    const fields = readRemarks(form);
    const body = { note, fields };
    const answer = toAnswer(await apiOf(event).POST(`${one}/request-changes`, { params: guarded(event, form), body }));
    if (answer.ok) redirect(303, '/operator/reviews?done=refused');
    return refused(event, answer, { note, fields });
  },
};

function guarded({ params: path }: RequestEvent, form: FormData) {
  return { path, header: { 'If-Match': String(form.get('etag') ?? '') } };
}

function refused(
  event: RequestEvent,
  { status, problem }: { status: number; problem: { detail: string; errors?: { path: string; message: string }[] } },
  entered: { note: string; fields?: { pointer: string; message: string }[] },
) {
  if (status === 401) redirect(303, signInPath(event.url));
  const said = problem.errors?.map(({ message }) => message).join(' ');
  return fail(status, { failed: said || problem.detail, fields: [], ...entered });
}
