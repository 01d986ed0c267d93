import type { Listing } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';

/**
 * The listing that the draft of one's own app would be, were it published, or as it is installed into one's sandbox; 404 when the app does not
 * exist or is somebody else's.
 */
export async function readDraftListing(
  asking: Asking,
  appId: string,
  as: 'published' | 'installed' = 'published',
): Promise<Listing> {
  const params = { path: { appId }, query: { as } };
  const answer = await apiOf(asking).GET('/v1/developer/apps/{appId}/listing', { params });
  return expectAnswer(toAnswer(answer), 'You publish no such app.');
}
