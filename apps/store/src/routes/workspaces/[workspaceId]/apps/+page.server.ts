import { m } from '@minimart/messages';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { rememberWorkspace } from '#lib/server/last-workspace.ts';
import { mayInstall, requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  rememberWorkspace(event, workspace.id);
  const [current, former, asks] = await Promise.all([
    readInstallations(event, { workspaceId: workspace.id, uninstalled: 'false', cursor: 'cursor' }),
    readInstallations(event, { workspaceId: workspace.id, uninstalled: 'true', cursor: 'former' }),
    readAsks(event, workspace.id),
  ]);
  return { workspace, asks, manages: mayInstall(workspace), now: new Date().toISOString(), current, former };
};

interface Reading {
  workspaceId: string;
  uninstalled: 'true' | 'false';
  /** The parameter of the address that says where to read on. */
  cursor: 'cursor' | 'former';
}

/** A page of what is installed, or of what was: each on its own, so that many former apps never hide one that has access. */
async function readInstallations(event: RequestEvent, { workspaceId, uninstalled, cursor: name }: Reading) {
  const cursor = event.url.searchParams.get(name);
  const query = { uninstalled, ...(uninstalled === 'false' && { limit: 100 }), ...(cursor !== null && { cursor }) };
  const answer = toAnswer(
    await apiOf(event).GET('/v1/workspaces/{workspaceId}/installations', { params: { path: { workspaceId }, query } }),
  );
  return { ...expectAnswer(answer, m.installed_no_page()), isLater: cursor !== null };
}

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
