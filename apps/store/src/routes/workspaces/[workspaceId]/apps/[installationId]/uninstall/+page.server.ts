import { fail, redirect } from '@sveltejs/kit';
import { readLeaving } from '#lib/numbers/read-leaving.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { placeFieldErrors } from '#lib/server/place-field-errors.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const { app, status, key, authInputs, isTest } = await readInstallation(event);
  const path = `/workspaces/${workspace.id}/apps/${event.params.installationId}`;
  // Uninstalled meanwhile, perhaps in another tab: there is nothing left to ask.
  if (status === 'uninstalled' || !mayInstall(workspace)) redirect(303, path);
  const listing = await readListing(event, app.slug);
  return {
    workspace,
    path,
    app,
    // Of a developer in their own sandbox there is nobody to tell why.
    asksWhy: !isTest,
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
    const said = readLeaving(form);
    const answer = toAnswer(
      await apiOf(event).DELETE(path, { params: { path: pathOf(event), query }, body: said.body }),
    );
    if (answer.ok) redirect(303, `/workspaces/${event.params.workspaceId}/apps/${event.params.installationId}`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    const errors = placeFieldErrors(answer.problem, { reason: 'leaving-reason', note: 'leaving-note' });
    return fail(answer.status, { errors, ...said.entered, remember: form.has('remember') });
  },
};
