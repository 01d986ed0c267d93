import type { Changes } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';

/** What has changed in the store since a version was read; null when that version never was in the store. */
export async function readChanges(asking: Asking, slug: string, from: string): Promise<Changes | null> {
  const params = { path: { slug }, query: { from } };
  const answer = toAnswer(await apiOf(asking).GET('/v1/apps/{slug}/changes', { params }));
  return answer.ok ? answer.data : null;
}
