import type { Installation } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';

type AskingFor = Asking & { params: { workspaceId: string; installationId: string } };

/** The installation that the page is about; 404 when it does not exist or belongs to another workspace. */
export async function readInstallation(asking: AskingFor): Promise<Installation> {
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: pathOf(asking) } }));
  return expectAnswer(answer, 'There is no such app in this workspace.');
}

/** The parameters of an installation's path in the API. */
export function pathOf({ params: { workspaceId, installationId } }: Pick<AskingFor, 'params'>): AskingFor['params'] {
  return { workspaceId, installationId };
}
