import { m } from '@minimart/messages';
import { redirect } from '@sveltejs/kit';
import type { ReviewState } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';
import { pathOf } from './read-installation.ts';
import { signInPath } from './require-viewer.ts';

type AskingFor = Asking & { params: { workspaceId: string; installationId: string } };

/** The review of the workspace that a page is about, and whether it may write one; signing in when the session is over. */
export async function readReviewState(asking: AskingFor): Promise<ReviewState> {
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/review';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: pathOf(asking) } }));
  if (!answer.ok && answer.status === 401) redirect(303, signInPath(asking.url));
  return expectAnswer(answer, m.error_no_app_in_workspace());
}
