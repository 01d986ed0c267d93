import { fail, redirect } from '@sveltejs/kit';
import { mayInstallAs } from '#lib/approvals/stop-for.ts';
import { readAuthInputs, withoutSecrets } from '#lib/consent/read-auth-inputs.ts';
import { fillAuthInputs } from '#lib/installations/fill-auth-inputs.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { iconNode } from '#lib/server/icon-node.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { AuthInput, Installation } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Its status changes while it is being looked at.
export const csr = true;

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

export const load: PageServerLoad = async (event) => {
  event.depends('store:installation');
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const { plainKey: _, ...installation } = await readInstallation(event);
  const policy = await readPolicy(event, workspace.id);
  const correctable = installation.status === 'failed' || event.url.searchParams.has('edit');
  const grant = installation.grant.map((scope) => ({ ...scope, description: '', icon: iconNode(scope.icon) }));
  return {
    workspace,
    mayManage: mayInstall(workspace),
    mayRetry: mayInstallAs(workspace.role, policy),
    installation,
    granted: grant.filter(({ granted }) => granted),
    leftOff: grant.filter(({ granted }) => !granted),
    filled: fillAuthInputs(installation.authInputs),
    hasChanged: event.url.searchParams.has('changed'),
    editing: correctable,
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  retry: async (event) => {
    const form = await event.request.formData();
    const inputs = fillAuthInputs((await readInstallation(event)).authInputs).map(({ input }) => input);
    const authInputs = form.has('corrected') ? readAuthInputs(form, inputs) : {};
    const params = { path: pathOf(event) };
    const body = form.has('corrected') ? { authInputs } : {};
    const answer = toAnswer(await apiOf(event).POST(`${one}/retry`, { params, body }));
    return settle(event, answer, { inputs, values: withoutSecrets(authInputs, inputs) });
  },
  cancel: async (event) => {
    const answer = toAnswer(await apiOf(event).POST(`${one}/cancel`, { params: { path: pathOf(event) } }));
    return settle(event, answer, { inputs: [], values: {} });
  },
};

type Entered = { inputs: AuthInput[]; values: ReturnType<typeof withoutSecrets> };

function settle(event: RequestEvent, answer: Answer<Installation>, { inputs, values }: Entered) {
  if (answer.ok) {
    if (answer.data.plainKey === undefined) redirect(303, event.url.pathname);
    return { plainKey: answer.data.plainKey };
  }
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { errors: placeErrors(answer.problem, inputs), values });
}
