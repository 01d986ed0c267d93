import { newCrmToken } from './pages.ts';
import type { JourneyApp } from './journey-app.ts';
import { apiAs, system } from './system.ts';

type Status = 'pending' | 'active' | 'failed' | 'uninstalled';

/** Installs Tag Mirror in the owner's workspace over the API and waits until it stands as said, up to a minute; answers the installation's id. */
export async function installTagMirror(
  { slug }: JourneyApp,
  until: Status,
  scopes = ['flow-tags:view'],
): Promise<string> {
  const { token, workspaceId } = system.accounts.owner;
  const api = apiAs(token);
  const body = { app: slug, scopes, authInputs: { crm_token: newCrmToken(), list: 'Leads' } };
  const { data, error } = await api.POST('/v1/workspaces/{workspaceId}/installations', {
    params: { path: { workspaceId } },
    body,
  });
  if (data === undefined) throw new Error(`The installation was refused: ${JSON.stringify(error)}`);
  const path = { workspaceId, installationId: data.id };
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(50)) {
    const { data: now } = await api.GET('/v1/workspaces/{workspaceId}/installations/{installationId}', {
      params: { path },
    });
    if (now?.status === until && (until !== 'pending' || (now.delivery?.attempts ?? 0) > 0)) return data.id;
  }
  throw new Error(`The installation did not become ${until} in a minute.`);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
