import { parsePreviewChoice } from '#lib/preview/preview-choice.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

// The frame is made to fit its room.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  return { app: await readOwnApp(event), choice: parsePreviewChoice(event.url.searchParams) };
};
