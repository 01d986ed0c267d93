import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { readFarewell } from '#lib/server/read-farewell.ts';
import { readProgress } from '#lib/server/read-progress.ts';
import { pathOf } from '#lib/server/read-installation.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

// What is being sent changes while it is being looked at.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  event.depends('store:installation');
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  // The revision before what it is of: at worst the page looks once too often.
  const { revision } = await readProgress(event);
  const farewell = await readFarewell(event);
  const path = `/workspaces/${workspace.id}/apps/${farewell.installationId}`;
  if (farewell.status !== 'uninstalled') redirect(303, path);
  return {
    workspace,
    mayManage: mayInstall(workspace),
    path,
    farewell,
    revision,
    hasForgotten: event.url.searchParams.has('forgotten'),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  forget: async (event) => {
    const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/remembered-inputs';
    const answer = toAnswer(await apiOf(event).DELETE(path, { params: { path: pathOf(event) } }));
    if (answer.ok) redirect(303, `${event.url.pathname}?forgotten`);
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { detail: answer.problem.detail, lang: answer.problem.lang });
  },
};
