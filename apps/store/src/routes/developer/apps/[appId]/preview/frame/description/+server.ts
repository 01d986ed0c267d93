import { manifestSchema } from '@minimart/app-manifest';
import { json } from '@sveltejs/kit';
import { renderMarkdown } from '#lib/listing/render-markdown.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { RequestHandler } from './$types';

/** A description that is being typed, as it would be shown once it is saved: `{ html }`, or 422 for one that could not be saved. */
export const POST: RequestHandler = async (event) => {
  await requireViewer(event);
  const { success, data = '' } = manifestSchema.shape.description.safeParse(await event.request.text());
  return success ? json({ html: renderMarkdown(data) }) : json({ html: null }, { status: 422 });
};
