import { apiOf, toAnswer, type Asking } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import type { MapEntry } from './write-sitemap.ts';

/** A part of the apps of the store, with where the next part begins. */
export interface AddressPart {
  apps: MapEntry[];
  next: string | null;
}

/** The listings from after one slug on, ten thousand at most; an error page when the API does not answer. */
export async function readAddresses(asking: Asking, origin: string, after: string): Promise<AddressPart> {
  const params = { query: after === '' ? {} : { cursor: after } };
  const answer = toAnswer(await apiOf(asking).GET('/v1/store/addresses', { params }));
  const { items, nextCursor } = expectAnswer(answer, 'There is no such map.');
  const apps = items.map(({ slug, publishedAt }) => ({ address: `${origin}/apps/${slug}`, changedAt: publishedAt }));
  return { apps, next: nextCursor };
}
