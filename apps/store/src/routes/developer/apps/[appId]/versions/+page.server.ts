import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const all = '/v1/developer/apps/{appId}/versions';
const one = `${all}/{version}` as const;

const doneKinds = ['percentage', 'roll-back', 'published', 'withdrawn'] as const;

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const path = { appId: event.params.appId };
  const [app, versions] = await Promise.all([readOwnApp(event), apiOf(event).GET(all, { params: { path } })]);
  const done = event.url.searchParams.get('done');
  return {
    app,
    versions: expectAnswer(toAnswer(versions), 'You publish no such app.').items,
    done: doneKinds.find((kind) => kind === done) ?? null,
    doneVersion: event.url.searchParams.get('version'),
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  percentage: async (event) => {
    const form = await event.request.formData();
    const version = String(form.get('version'));
    const entered = form.has('everybody') ? '100' : String(form.get('percentage') ?? '').trim();
    const percentage = /^\d{1,3}$/.test(entered) ? Number(entered) : 0;
    if (percentage < 1 || percentage > 100)
      return fail(422, { version, entered: entered.slice(0, 20), failed: 'Give a whole number from 1 to 100.' });
    const answer = await apiOf(event).PATCH(one, { params: paramsOf(event, form, version), body: { percentage } });
    return settle(event, toAnswer(answer), { version, entered, done: 'percentage' });
  },
  withdraw: async (event) => {
    const version = String((await event.request.formData()).get('version'));
    const params = { path: { appId: event.params.appId, version } };
    const answer = toAnswer(await apiOf(event).POST(`${one}/withdraw`, { params }));
    return settle(event, answer, { version, done: 'withdrawn' });
  },
  rollBack: async (event) => {
    const form = await event.request.formData();
    const version = String(form.get('version'));
    const answer = await apiOf(event).POST(`${one}/roll-back`, { params: paramsOf(event, form, version) });
    return settle(event, toAnswer(answer), { version, done: 'roll-back' });
  },
};

function paramsOf({ params: { appId } }: RequestEvent, form: FormData, version: string) {
  return { path: { appId, version }, header: { 'Idempotency-Key': readIdempotencyKey(form) } };
}

function settle(
  event: RequestEvent,
  answer: Answer<unknown>,
  { version, entered, done }: { version: string; entered?: string; done: (typeof doneKinds)[number] },
) {
  if (answer.ok) redirect(303, `${event.url.pathname}?${new URLSearchParams({ done, version })}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { version, entered, failed: answer.problem.detail });
}
