import type { Listing } from './api.ts';
import { apiOf, toAnswer, type Answer, type Asking } from './call-api.ts';

/** The listing of an app, or why there is none. */
export async function readListing(asking: Asking, slug: string): Promise<Answer<Listing>> {
  return toAnswer(await apiOf(asking).GET('/v1/apps/{slug}', { params: { path: { slug } } }));
}
