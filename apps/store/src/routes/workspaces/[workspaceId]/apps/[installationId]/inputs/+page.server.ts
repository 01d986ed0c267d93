import { fail, redirect } from '@sveltejs/kit';
import { readAuthInputs, withoutSecrets } from '#lib/consent/read-auth-inputs.ts';
import { readOpenEntries } from '#lib/consent/read-open-entries.ts';
import { fillAuthInputs } from '#lib/installations/fill-auth-inputs.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { takeEntries } from '#lib/server/kept-entries.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import type { Actions, PageServerLoad } from './$types';

// What is filled in is checked before it is sent.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const workspace = requireWorkspace(viewer, event.params.workspaceId);
  const { app, status, authInputs, key } = await readInstallation(event);
  const path = `/workspaces/${workspace.id}/apps/${event.params.installationId}`;
  // What is not active is corrected where it is tried again.
  if (status !== 'active' || authInputs.length === 0 || !mayInstall(workspace)) redirect(303, path);
  const sent = authInputs.filter(({ isSent }) => isSent).map(({ title }) => title);
  const kept = takeEntries(event, viewer.user.id);
  return { workspace, path, app, filled: fillAuthInputs(authInputs), sent, hasKey: key !== null, kept };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    if ((await event.locals.viewer()) === null) signInAgain(event, form, { values: readOpenEntries(form), scopes: [] });
    const inputs = fillAuthInputs((await readInstallation(event)).authInputs).map(({ input }) => input);
    const authInputs = readAuthInputs(form, inputs);
    const path = '/v1/workspaces/{workspaceId}/installations/{installationId}';
    const answer = toAnswer(await apiOf(event).PATCH(path, { params: { path: pathOf(event) }, body: { authInputs } }));
    const page = `/workspaces/${event.params.workspaceId}/apps/${event.params.installationId}`;
    // Shown in this one answer, as where an app is installed.
    if (answer.ok && answer.data.plainKey !== undefined) return { plainKey: answer.data.plainKey };
    if (answer.ok) redirect(303, `${page}?changed`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, {
      errors: placeErrors(answer.problem, inputs),
      values: withoutSecrets(authInputs, inputs),
    });
  },
};
