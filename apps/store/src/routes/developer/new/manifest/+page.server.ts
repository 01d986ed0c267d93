import { fail, redirect } from '@sveltejs/kit';
import { placeTextErrors } from '#lib/manifest/place-text-errors.ts';
import { readManifestText } from '#lib/manifest/read-manifest-text.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { createApp } from '#lib/server/create-app.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  return { idempotencyKey: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const idempotencyKey = readIdempotencyKey(form);
    const { text, wrong } = await readManifestText(form);
    if (wrong !== undefined)
      return fail(422, { text, errors: [{ message: wrong, href: '#manifest-file' }], idempotencyKey });
    const read = toAnswer(await apiOf(event).POST('/v1/developer/manifest-checks', { body: { text } }));
    if (!read.ok) {
      if (read.status === 401) redirect(303, signInPath(event.url));
      return fail(read.status, { text, errors: placeTextErrors(read.problem), idempotencyKey });
    }
    return createApp(event, { manifest: { ...read.data.manifest }, idempotencyKey }, (problem, nextKey) => ({
      text,
      errors: placeTextErrors(problem),
      idempotencyKey: nextKey,
    }));
  },
};
