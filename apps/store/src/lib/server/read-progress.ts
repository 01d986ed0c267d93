import { m } from '@minimart/messages';
import { redirect } from '@sveltejs/kit';
import type { Progress } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';
import { pathOf } from './read-installation.ts';
import { signInPath } from './require-viewer.ts';

/** How far the installation has come that the page is about; 404 when it does not exist or belongs to another workspace, and signing in when the session is over. */
export async function readProgress(
  asking: Asking & { params: { workspaceId: string; installationId: string } },
): Promise<Progress> {
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/progress';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: pathOf(asking) } }));
  if (!answer.ok && answer.status === 401) redirect(303, signInPath(asking.url));
  const progress = expectAnswer(answer, m.error_no_app_in_workspace());
  if (progress === undefined || typeof progress === 'string')
    throw new Error('How far an installation has come was told as events.');
  return progress;
}
