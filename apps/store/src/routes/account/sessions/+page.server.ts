import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { doneIn } from '#lib/account/done-in.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const path = '/v1/me/sessions';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { items } = expectAnswer(toAnswer(await apiOf(event).GET(path)), m.error_not_found());
  const done = doneIn(event.url, {
    ended: () => m.security_session_ended(),
    others: () => m.security_others_ended(),
  });
  return {
    sessions: items.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent)),
    done,
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  end: async (event) => {
    const sessionId = textOf(await event.request.formData(), 'id');
    const params = { path: { sessionId } };
    const answer = toAnswer(await apiOf(event).DELETE(`${path}/{sessionId}`, { params }));
    return goOn(event, answer, 'ended');
  },
  others: async (event) => goOn(event, toAnswer(await apiOf(event).DELETE(path)), 'others'),
};

function goOn(event: RequestEvent, answer: Answer<unknown>, done: 'ended' | 'others') {
  if (answer.ok) redirect(303, `/account/sessions?done=${done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const message = answer.status === 404 ? m.security_session_gone() : answer.problem.detail;
  return fail(answer.status, { errors: [{ message }] });
}
