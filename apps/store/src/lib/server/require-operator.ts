import { error } from '@sveltejs/kit';
import type { Viewer } from './api.ts';
import { requireViewer } from './require-viewer.ts';

/** What those see who do not run the store: that there is no such page. */
export const noSuchPage = 'Not Found';

/** The signed-in operator; anybody else who is signed in is told that there is no such page, and visitors are asked to sign in. */
export async function requireOperator(event: { locals: App.Locals; url: URL }): Promise<Viewer> {
  const viewer = await requireViewer(event);
  if (!viewer.isOperator) error(404, noSuchPage);
  return viewer;
}
