import type { Manifest } from './api.ts';
import { signInPath } from './require-viewer.ts';
import { readDraft } from './read-draft.ts';
import type { Asking } from './call-api.ts';
import { redirect } from '@sveltejs/kit';

type Event = Asking & { params: { appId: string }; locals: App.Locals };

/** The draft of one's own app as a file to keep, written by `write`. */
export async function sendManifest(
  event: Event,
  { type, extension, write }: { type: string; extension: string; write: (manifest: Manifest) => string },
): Promise<Response> {
  if (!(await event.locals.viewer())) redirect(303, signInPath(event.url));
  const { manifest } = await readDraft(event);
  return new Response(write(manifest), {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${manifest.slug}.${extension}"`,
    },
  });
}
