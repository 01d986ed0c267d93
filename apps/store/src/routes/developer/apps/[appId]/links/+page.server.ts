import { fail, redirect } from '@sveltejs/kit';
import { readLinkForm } from '#lib/links/read-link-form.ts';
import { ownValue } from '#lib/own-value.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors } from '#lib/server/place-field-errors.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const all = '/v1/developer/apps/{appId}/links';

const fieldIds = { label: 'label', version: 'version', days: 'days', cap: 'cap' };

const doneWords: Record<string, string> = {
  unlisted: 'It is out of the store’s lists. Those who have it keep it.',
  listed: 'It is in the store’s lists.',
  revoked: 'The link is revoked. What was installed by it runs on.',
};

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const path = { appId: event.params.appId };
  const [app, links, versions] = await Promise.all([
    readOwnApp(event),
    apiOf(event).GET(all, { params: { path } }),
    apiOf(event).GET('/v1/developer/apps/{appId}/versions', { params: { path } }),
  ]);
  const missing = 'You publish no such app.';
  return {
    app,
    links: expectAnswer(toAnswer(links), missing).items,
    versions: expectAnswer(toAnswer(versions), missing).items.filter(({ status }) => status !== 'rolled_back'),
    done: ownValue(doneWords, event.url.searchParams.get('done') ?? '') ?? null,
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  listed: async (event) => {
    const isListed = (await event.request.formData()).get('listed') === 'yes';
    const params = { path: { appId: event.params.appId } };
    const answer = await apiOf(event).PUT('/v1/developer/apps/{appId}/listed', { params, body: { isListed } });
    return settle(event, toAnswer(answer), isListed ? 'listed' : 'unlisted');
  },
  create: async (event) => {
    const form = await event.request.formData();
    const { entered, body } = readLinkForm(form);
    const header = { 'Idempotency-Key': readIdempotencyKey(form) };
    const params = { path: { appId: event.params.appId }, header };
    const answer = toAnswer(await apiOf(event).POST(all, { params, body }));
    // Shown in this one answer, and nowhere else: not in an address, a cookie or a log.
    if (answer.ok) return { created: answer.data };
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { entered, errors: placeFieldErrors(answer.problem, fieldIds) });
  },
  revoke: async (event) => {
    const linkId = String((await event.request.formData()).get('link'));
    const params = { path: { appId: event.params.appId, linkId } };
    return settle(event, toAnswer(await apiOf(event).DELETE(`${all}/{linkId}`, { params })), 'revoked');
  },
};

function settle(event: RequestEvent, answer: Answer<unknown>, done: string) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=${done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { errors: { summary: [{ message: answer.problem.detail }], fields: {} } });
}
