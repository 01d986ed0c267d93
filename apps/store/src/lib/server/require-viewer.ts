import { m } from '@minimart/messages';
import { error, redirect } from '@sveltejs/kit';
import type { Viewer, Workspace } from './api.ts';

/** The signed-in visitor; anybody else is sent to sign in and back to the page asked for. 503 while it cannot be learnt who it is. */
export async function requireViewer(event: { locals: App.Locals; url: URL }): Promise<Viewer> {
  const viewer = await event.locals.viewer();
  if (event.locals.isViewerUnknown) error(503, m.error_unavailable());
  if (!viewer) redirect(303, signInPath(event.url));
  return viewer;
}

/** The address of the sign-in page that leads back to `url`; the name of a form action is left out. */
export function signInPath(url: URL): string {
  const search = new URLSearchParams(url.search);
  for (const name of new Set(url.searchParams.keys())) if (name.startsWith('/')) search.delete(name);
  const query = search.size > 0 ? `?${search}` : '';
  return `/sign-in?next=${encodeURIComponent(url.pathname + query)}`;
}

/** The workspace of that id, if the visitor belongs to it; 404 otherwise, as if it did not exist. */
export function requireWorkspace(viewer: Viewer, workspaceId: string): Workspace {
  const workspace = viewer.workspaces.find(({ id }) => id === workspaceId);
  if (!workspace) error(404, m.error_no_workspace());
  return workspace;
}

/** Whether a member of that role may install, retry and uninstall. */
export function mayInstall({ role }: Pick<Workspace, 'role'>): boolean {
  return role === 'owner' || role === 'admin';
}
