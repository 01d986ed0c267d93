import { m } from '@minimart/messages';
import type { Farewell } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';
import { pathOf } from './read-installation.ts';

/** What became of the installation that the page is about; 404 when it does not exist or belongs to another workspace. */
export async function readFarewell(
  asking: Asking & { params: { workspaceId: string; installationId: string } },
): Promise<Farewell> {
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/farewell';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: pathOf(asking) } }));
  return expectAnswer(answer, m.error_no_app_in_workspace());
}
