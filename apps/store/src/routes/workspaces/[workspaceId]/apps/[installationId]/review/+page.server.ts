import { fail, redirect } from '@sveltejs/kit';
import { explainUnearned } from '#lib/reviews/explain-unearned.ts';
import { readWords } from '#lib/reviews/read-words.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { takeEntries } from '#lib/server/kept-entries.ts';
import { placeFieldErrors } from '#lib/server/place-field-errors.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { readReviewState } from '#lib/server/read-review-state.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import type { Actions, PageServerLoad } from './$types';

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}/review';
const fieldIds = { stars: 'stars', text: 'text' };

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const workspace = requireWorkspace(viewer, event.params.workspaceId);
  const path = `/workspaces/${workspace.id}/apps/${event.params.installationId}`;
  const [{ app, isTest }, state] = await Promise.all([readInstallation(event), readReviewState(event)]);
  if (isTest || !mayInstall(workspace)) redirect(303, path);
  const kept = takeEntries(event, viewer.user.id)?.values;
  const entered = kept && { stars: String(kept['stars'] ?? ''), text: String(kept['text'] ?? '') };
  return { workspace, path, app, state, entered, unearned: explainUnearned(state, app.name) };
};

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData();
    const entered = { stars: readWords(form, 'stars'), text: readWords(form, 'text') };
    // What is no number of stars is for the API to refuse, in words that lead to the field.
    const body = { stars: Number(entered.stars) as 1 | 2 | 3 | 4 | 5, text: entered.text };
    const params = { path: pathOf(event), header: { 'If-Match': readEntityTag(form) } };
    const answer = toAnswer(await apiOf(event).PUT(one, { params, body }));
    const { workspaceId, installationId } = event.params;
    if (answer.ok) {
      const done = answer.data.hidden ? 'reviewKept' : 'review';
      redirect(303, `/workspaces/${workspaceId}/apps/${installationId}?done=${done}`);
    }
    if (answer.status === 401) signInAgain(event, form, { values: entered, scopes: [] });
    const isChanged = answer.problem.code === 'review_changed';
    return fail(answer.status, { entered, isChanged, errors: placeFieldErrors(answer.problem, fieldIds) });
  },
  delete: async (event) => {
    const header = { 'If-Match': readEntityTag(await event.request.formData()) };
    const answer = toAnswer(await apiOf(event).DELETE(one, { params: { path: pathOf(event), header } }));
    const { workspaceId, installationId } = event.params;
    if (answer.ok) redirect(303, `/workspaces/${workspaceId}/apps/${installationId}?done=reviewDeleted`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    const isChanged = answer.problem.code === 'review_changed';
    return fail(answer.status, { entered: null, isChanged, errors: placeFieldErrors(answer.problem, fieldIds) });
  },
};
