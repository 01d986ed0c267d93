import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const { app, status, key, authInputs } = await readInstallation(event);
  const path = `/workspaces/${workspace.id}/apps/${event.params.installationId}`;
  // Uninstalled meanwhile, perhaps in another tab: there is nothing left to ask.
  if (status === 'uninstalled' || !mayInstall(workspace)) redirect(303, path);
  const listing = await readListing(event, app.slug);
  return {
    workspace,
    path,
    app,
    hasKey: key !== null,
    entered: authInputs.filter(({ isFilled }) => isFilled).map(({ title }) => title),
    rememberable: authInputs.filter(({ isFilled, secret }) => isFilled && !secret).map(({ title }) => title),
    asksToErase: listing.ok && listing.data.lifecycle.dataErasure,
    hosts: listing.ok && listing.data.lifecycle.unsubscribe ? listing.data.hosts : [],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const path = '/v1/workspaces/{workspaceId}/installations/{installationId}';
    const form = await event.request.formData();
    const query = { rememberInputs: form.has('remember') ? ('true' as const) : ('false' as const) };
    const answer = toAnswer(await apiOf(event).DELETE(path, { params: { path: pathOf(event), query } }));
    if (answer.ok) redirect(303, `/workspaces/${event.params.workspaceId}/apps/${event.params.installationId}`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { detail: answer.problem.detail });
  },
};
