import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const cursor = event.url.searchParams.get('cursor');
  const answer = toAnswer(
    await apiOf(event).GET('/v1/workspaces/{workspaceId}/installations', {
      params: { path: { workspaceId: workspace.id }, query: cursor ? { cursor } : {} },
    }),
  );
  const { items, nextCursor } = expectAnswer(answer, 'There is no such workspace, or you do not belong to it.');
  return {
    workspace,
    nextCursor,
    current: items.filter(({ status }) => status !== 'uninstalled'),
    former: items.filter(({ status }) => status === 'uninstalled'),
  };
};
