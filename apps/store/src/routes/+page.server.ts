import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams;
  const filter = {
    query: (asked.get('query') ?? '').trim().slice(0, 100),
    category: asked.get('category') ?? '',
    // The newest first is the plain address; the API knows one order more.
    sort: asked.get('sort') === 'name' ? ('name' as const) : ('' as const),
  };
  const cursor = asked.get('cursor');
  const answer = toAnswer(
    await apiOf(event).GET('/v1/apps', {
      params: {
        query: {
          sort: filter.sort || 'new',
          limit: 24,
          ...(filter.query ? { query: filter.query } : {}),
          ...(filter.category ? { category: filter.category } : {}),
          ...(cursor ? { cursor } : {}),
        },
      },
    }),
  );
  const page = expectAnswer(answer, 'There is no such page of the store.');
  return { filter, page, further: cursor !== null };
};
