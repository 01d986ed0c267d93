import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { linkify } from '#lib/linkify.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const cursor = event.url.searchParams.get('cursor');
  const answer = toAnswer(await apiOf(event).GET('/v1/outbox', { params: { query: cursor ? { cursor } : {} } }));
  const { items, nextCursor } = expectAnswer(answer, 'There is no such page.');
  const origin = publicOrigin(event.url);
  return {
    address: viewer.user.email,
    mails: items.map(({ id, subject, text, createdAt }) => ({ id, subject, createdAt, parts: linkify(text, origin) })),
    nextCursor,
    now: new Date().toISOString(),
  };
};
