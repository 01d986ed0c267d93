import { redirect } from '@sveltejs/kit';
import type { Manifest } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';
import { signInPath } from './require-viewer.ts';

/** The draft of one's own app, and the entity tag that guards it. */
export type Draft = { manifest: Manifest; etag: string };

/**
 * Reads the draft of the app that a page is about; 404 when it does not exist or is somebody else's. Whoever's session has ended signs in and comes
 * back to the page, which still has what they typed.
 */
export async function readDraft(asking: Asking & { params: { appId: string } }): Promise<Draft> {
  const path = { appId: asking.params.appId };
  const answer = toAnswer(await apiOf(asking).GET('/v1/developer/apps/{appId}/manifest', { params: { path } }));
  if (!answer.ok && answer.status === 401) redirect(303, signInPath(asking.url));
  return expectAnswer(answer, 'You publish no such app.');
}
