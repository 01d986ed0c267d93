import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors, placeMessages } from '#lib/server/place-field-errors.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { readTokenForm } from '#lib/tokens/read-token-form.ts';
import type { Actions, PageServerLoad } from './$types';

const path = '/v1/me/tokens';
const fieldIds = { name: 'name', scopes: 'scopes', date: 'date', expiresAt: 'date' };
const day = 24 * 3_600_000;

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const answer = toAnswer(await apiOf(event).GET(path));
  const now = Date.now();
  return {
    tokens: expectAnswer(answer, m.error_not_found()).items,
    example: `curl ${publicOrigin(event.url)}/v1/developer/apps \\\n  -H "Authorization: Bearer $MINIMART_TOKEN"`,
    isRevoked: event.url.searchParams.has('revoked'),
    idempotencyKey: crypto.randomUUID(),
    firstDay: new Date(now).toISOString().slice(0, 10),
    lastDay: new Date(now + 365 * day).toISOString().slice(0, 10),
  };
};

export const actions: Actions = {
  create: async (event) => {
    const form = await event.request.formData();
    const read = readTokenForm(form, new Date());
    const { entered } = read;
    if (!read.ok) return fail(422, { entered, errors: placeMessages(read.wrong, fieldIds) });
    const params = { header: { 'Idempotency-Key': readIdempotencyKey(form) } };
    const answer = toAnswer(await apiOf(event).POST(path, { params, body: read.body }));
    // Shown in this one answer, and nowhere else: not in an address, a cookie or a log.
    if (answer.ok) return { created: answer.data };
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { entered, errors: placeFieldErrors(answer.problem, fieldIds) });
  },
  revoke: async (event) => {
    const tokenId = String((await event.request.formData()).get('token'));
    const answer = toAnswer(await apiOf(event).DELETE(`${path}/{tokenId}`, { params: { path: { tokenId } } }));
    // A second click finds it gone already, which is what was asked for.
    if (answer.ok || answer.status === 404) redirect(303, `${event.url.pathname}?revoked`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { errors: placeFieldErrors(answer.problem, {}) });
  },
};
