import { m } from '@minimart/messages';
import type { Policy } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';

/** What a workspace says of installing; 404 when it is none of the visitor's. */
export async function readPolicy(asking: Asking, workspaceId: string): Promise<Policy> {
  const path = '/v1/workspaces/{workspaceId}/policy';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: { workspaceId } } }));
  return expectAnswer(answer, m.error_no_workspace());
}
