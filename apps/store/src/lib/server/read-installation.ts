import type { Installation } from './api.ts';
import { callApi } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';

type Asking = Parameters<typeof callApi>[0] & { params: { workspaceId: string; installationId: string } };

/** The address of an installation in the API. */
export function installationPath({ workspaceId, installationId }: Asking['params']): string {
  return `/v1/workspaces/${encodeURIComponent(workspaceId)}/installations/${encodeURIComponent(installationId)}`;
}

/** The installation that the page is about; 404 when it does not exist or belongs to another workspace. */
export async function readInstallation(asking: Asking): Promise<Installation> {
  return expectAnswer(
    await callApi<Installation>(asking, installationPath(asking.params)),
    'There is no such app in this workspace.',
  );
}
