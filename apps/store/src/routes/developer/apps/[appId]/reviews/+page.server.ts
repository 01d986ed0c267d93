import { fail, redirect } from '@sveltejs/kit';
import { ownValue } from '#lib/own-value.ts';
import { readWords } from '#lib/reviews/read-words.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors } from '#lib/server/place-field-errors.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { readConsoleFilter, replyId, writeConsoleFilter } from '#lib/reviews/console-filter.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const all = '/v1/developer/apps/{appId}/reviews';
const one = `${all}/{reviewId}/reply` as const;

const doneWords: Record<string, string> = {
  replied: 'Your reply is in the store.',
  deleted: 'Your reply is deleted.',
};

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const filter = readConsoleFilter(event.url.searchParams);
  const { stars, replied, cursor } = filter;
  const query = {
    ...(stars !== '' && { stars: stars as '1' | '2' | '3' | '4' | '5' }),
    ...(replied !== '' && { replied: replied as 'true' | 'false' }),
    ...(cursor !== '' && { cursor }),
  };
  const params = { path: { appId: event.params.appId }, query };
  const [app, reviews] = await Promise.all([readOwnApp(event), apiOf(event).GET(all, { params })]);
  const answer = toAnswer(reviews);
  const path = `/developer/apps/${app.id}/reviews`;
  // A place in a list that is no more: the list begins again.
  if (!answer.ok && answer.status === 422 && cursor !== '')
    redirect(303, path + writeConsoleFilter({ ...filter, cursor: '' }));
  return {
    app,
    path,
    filter,
    page: expectAnswer(answer, 'You publish no such app.'),
    /** The review whose reply is being written. */
    open: event.url.searchParams.get('reply') ?? '',
    done: ownValue(doneWords, event.url.searchParams.get('done') ?? '') ?? null,
  };
};

export const actions: Actions = {
  reply: async (event) => {
    const { reviewId, text, header } = await readReply(event);
    const params = { path: { appId: event.params.appId, reviewId }, header };
    const answer = toAnswer(await apiOf(event).PUT(one, { params, body: { text } }));
    return settle(event, answer, { reviewId, text, done: 'replied' });
  },
  delete: async (event) => {
    const { reviewId, header } = await readReply(event);
    const params = { path: { appId: event.params.appId, reviewId }, header };
    const answer = toAnswer(await apiOf(event).DELETE(one, { params }));
    return settle(event, answer, { reviewId, text: null, done: 'deleted' });
  },
};

async function readReply({ request }: RequestEvent) {
  const form = await request.formData();
  const header = { 'If-Match': readEntityTag(form) };
  return { reviewId: readWords(form, 'review'), text: readWords(form, 'text'), header };
}

type Replied = { reviewId: string; text: string | null; done: string };

function settle(event: RequestEvent, answer: Answer<unknown>, { reviewId, text, done }: Replied) {
  if (answer.ok) {
    const filter = readConsoleFilter(event.url.searchParams);
    redirect(303, event.url.pathname + writeConsoleFilter(filter, { done }));
  }
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const isChanged = answer.problem.code === 'review_changed';
  const errors = placeFieldErrors(answer.problem, { text: replyId(reviewId) });
  return fail(answer.status, { reviewId, text, isChanged, errors });
}
