import { requireViewer } from '#lib/server/require-viewer.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  await requireViewer(event);
};
