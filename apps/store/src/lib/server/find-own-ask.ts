import type { InstallRequest } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';

/** The visitor's latest ask for an app in a workspace; undefined when there is none, or when it cannot be told. */
export async function findOwnAsk(
  asking: Asking & { params: { slug: string } },
  workspaceId: string,
): Promise<InstallRequest | undefined> {
  const query = { app: asking.params.slug, mine: 'true', limit: 1 } as const;
  const path = '/v1/workspaces/{workspaceId}/install-requests';
  const answer = toAnswer(await apiOf(asking).GET(path, { params: { path: { workspaceId }, query } }));
  return answer.ok ? answer.data.items[0] : undefined;
}
