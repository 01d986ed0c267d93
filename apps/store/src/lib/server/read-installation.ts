import { m } from '@minimart/messages';
import { redirect } from '@sveltejs/kit';
import type { Installation } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';
import { signInPath } from './require-viewer.ts';

type AskingFor = Asking & { params: { workspaceId: string; installationId: string } };

/** The installation that the page is about; 404 when it does not exist or belongs to another workspace, and signing in when the session is over. */
export async function readInstallation(asking: AskingFor): Promise<Installation> {
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: pathOf(asking) } }));
  if (!answer.ok && answer.status === 401) redirect(303, signInPath(asking.url));
  return expectAnswer(answer, m.error_no_app_in_workspace());
}

/** The parameters of an installation's path in the API. */
export function pathOf({ params: { workspaceId, installationId } }: Pick<AskingFor, 'params'>): AskingFor['params'] {
  return { workspaceId, installationId };
}
