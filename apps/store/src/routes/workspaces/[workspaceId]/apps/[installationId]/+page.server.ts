import { fail, redirect } from '@sveltejs/kit';
import { mergeAuthInputs } from '#lib/installations/merge-auth-inputs.ts';
import { callApi } from '#lib/server/call-api.ts';
import { iconNode } from '#lib/server/icon-node.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { readAuthInputs, withoutSecrets, type AuthValue } from '#lib/server/read-auth-inputs.ts';
import { installationPath, readInstallation } from '#lib/server/read-installation.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { AuthInput, Installation, Listing } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('store:installation');
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const { plainKey: _, ...installation } = await readInstallation(event);
  const correctable = installation.status === 'failed' || event.url.searchParams.has('edit');
  const declared = correctable ? await readDeclared(event, installation) : [];
  return {
    workspace,
    mayManage: mayInstall(workspace),
    installation,
    grant: installation.grant.map((scope) => ({
      ...scope,
      description: scope.description ?? '',
      icon: iconNode(scope.icon),
    })),
    filled: mergeAuthInputs(installation.authInputs, declared),
    editing: correctable,
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  retry: async (event) => {
    const form = await event.request.formData();
    const installation = await readInstallation(event);
    const inputs = mergeAuthInputs(installation.authInputs, await readDeclared(event, installation)).map(
      ({ input }) => input,
    );
    const authInputs = form.has('corrected') ? readAuthInputs(form, inputs) : undefined;
    return act(event, {
      verb: 'retry',
      body: authInputs ? { authInputs } : {},
      inputs,
      values: withoutSecrets(authInputs ?? {}, inputs),
    });
  },
  cancel: async (event) => act(event, { verb: 'cancel', body: {}, inputs: [], values: {} }),
};

type Act = { verb: 'retry' | 'cancel'; body: object; inputs: AuthInput[]; values: Record<string, AuthValue> };

async function act(event: RequestEvent, { verb, body, inputs, values }: Act) {
  const answer = await callApi<Installation>(event, `${installationPath(event.params)}/${verb}`, {
    method: 'POST',
    body,
  });
  if (answer.ok) {
    if (answer.data.plainKey === undefined) redirect(303, event.url.pathname);
    return { plainKey: answer.data.plainKey };
  }
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { errors: placeErrors(answer.problem, inputs), values });
}

async function readDeclared(
  event: RequestEvent,
  { app, authInputs }: Installation | Omit<Installation, 'plainKey'>,
): Promise<AuthInput[]> {
  if (authInputs.length === 0) return [];
  const answer = await callApi<Listing>(event, `/v1/apps/${encodeURIComponent(app.slug)}`);
  return answer.ok ? answer.data.authInputs : [];
}
