import { callApi } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { InstallationPage } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const cursor = event.url.searchParams.get('cursor');
  const search = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
  const answer = await callApi<InstallationPage>(
    event,
    `/v1/workspaces/${encodeURIComponent(workspace.id)}/installations${search}`,
  );
  const { items, nextCursor } = expectAnswer(answer, 'There is no such workspace, or you do not belong to it.');
  return {
    workspace,
    nextCursor,
    current: items.filter(({ status }) => status !== 'uninstalled'),
    former: items.filter(({ status }) => status === 'uninstalled'),
  };
};
