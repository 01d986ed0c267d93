import { fail, redirect } from '@sveltejs/kit';
import { ownValue } from '#lib/own-value.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const doneWords: Record<string, string> = {
  opened: 'Your sandbox is open.',
  refreshed: 'Your sandbox runs the draft as it is now.',
  asked: 'The draft asks for more than you agreed to. Look at the update and agree to it.',
  reset: 'Your sandbox is as it was at first. What was installed there is uninstalled.',
};

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const path = { appId: event.params.appId };
  const [app, standing] = await Promise.all([
    readOwnApp(event),
    apiOf(event).GET('/v1/developer/apps/{appId}/sandbox', { params: { path } }),
  ]);
  return {
    app,
    ...expectAnswer(toAnswer(standing), 'You publish no such app.'),
    done: ownValue(doneWords, event.url.searchParams.get('done') ?? '') ?? null,
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  open: async (event) => {
    const header = { 'Idempotency-Key': readIdempotencyKey(await event.request.formData()) };
    return settle(event, toAnswer(await apiOf(event).POST('/v1/developer/sandbox', { params: { header } })), 'opened');
  },
  refresh: async (event) => {
    const params = { path: { appId: event.params.appId } };
    const answer = toAnswer(await apiOf(event).POST('/v1/developer/apps/{appId}/sandbox/refresh', { params }));
    return settle(event, answer, answer.ok && !answer.data.isCurrent ? 'asked' : 'refreshed');
  },
  reset: async (event) => settle(event, toAnswer(await apiOf(event).POST('/v1/developer/sandbox/reset')), 'reset'),
};

function settle(event: RequestEvent, answer: Answer<unknown>, done: string) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=${done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const errors = answer.problem.errors?.map(({ message }) => message) ?? [];
  return fail(answer.status, { failed: errors.length > 0 ? errors : [answer.problem.detail] });
}
