import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { mayInstall, requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const cursor = event.url.searchParams.get('cursor');
  const asks = readAsks(event, workspace.id);
  const answer = toAnswer(
    await apiOf(event).GET('/v1/workspaces/{workspaceId}/installations', {
      params: { path: { workspaceId: workspace.id }, query: cursor ? { cursor } : {} },
    }),
  );
  const { items, nextCursor } = expectAnswer(answer, 'There is no such workspace, or you do not belong to it.');
  return {
    workspace,
    nextCursor,
    asks: await asks,
    manages: mayInstall(workspace),
    now: new Date().toISOString(),
    current: items.filter(({ status }) => status !== 'uninstalled'),
    former: items.filter(({ status }) => status === 'uninstalled'),
  };
};

/** The asks that the visitor may see: open ones for those who manage apps, the latest of their own for others. */
async function readAsks(event: RequestEvent, workspaceId: string) {
  const answer = toAnswer(
    await apiOf(event).GET('/v1/workspaces/{workspaceId}/install-requests', {
      params: { path: { workspaceId }, query: { limit: 50 } },
    }),
  );
  if (!answer.ok) return { open: 0, items: [] };
  const { open, items } = answer.data;
  return { open, items: items.filter(({ status, mine }) => status === 'open' || mine) };
}
