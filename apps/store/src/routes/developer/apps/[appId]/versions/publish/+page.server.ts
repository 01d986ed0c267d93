import { fail, redirect } from '@sveltejs/kit';
import { fieldId } from '#lib/draft/field-id.ts';
import { pageOfField } from '#lib/draft/draft-sections.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import { placePublishErrors } from '#lib/versions/place-publish-errors.ts';
import { readPublishForm } from '#lib/versions/read-publish-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { appId } = event.params;
  const path = { appId };
  const [app, answer] = await Promise.all([
    readOwnApp(event),
    apiOf(event).GET('/v1/developer/apps/{appId}/next-version', { params: { path } }),
  ]);
  const { changes, mistakes, warnings, ...next } = expectAnswer(toAnswer(answer), 'You publish no such app.');
  const placed = ({ path: at, message }: { path: string; message: string }) => {
    const field = at.replace(/^manifest\.?/, '');
    const page = pageOfField(field);
    return { message, href: page && `/developer/apps/${appId}/${page}#${fieldId(field)}` };
  };
  return {
    app,
    next,
    changes: changes && { ...changes, agreed: toChangesView(changes.agreed) },
    mistakes: mistakes.map(placed),
    warnings: warnings.map(placed),
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  // Without JavaScript: the page again, with what was entered and how the changelog will look.
  preview: async ({ request }) => ({ entered: readPublishForm(await request.formData()).entered, errors: undefined }),
  publish: async (event) => {
    const form = await event.request.formData();
    const { entered, body, errors } = readPublishForm(form);
    if (body === undefined) return fail(422, { entered, errors });
    const answer = toAnswer(
      await apiOf(event).POST('/v1/developer/apps/{appId}/versions', {
        params: {
          path: { appId: event.params.appId },
          header: { 'Idempotency-Key': readIdempotencyKey(form), 'If-Match': readEntityTag(form) || '*' },
        },
        body,
      }),
    );
    if (answer.ok)
      redirect(303, `/developer/apps/${event.params.appId}/versions?done=published&version=${answer.data.version}`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { entered, errors: placePublishErrors(answer.problem) });
  },
};
