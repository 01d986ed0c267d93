import { callApi } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import type { CardPage } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams;
  const filter = {
    query: (asked.get('query') ?? '').trim().slice(0, 100),
    category: asked.get('category') ?? '',
    sort: asked.get('sort') === 'name' ? 'name' : 'new',
  };
  const search = new URLSearchParams({ sort: filter.sort, limit: '24' });
  if (filter.query) search.set('query', filter.query);
  if (filter.category) search.set('category', filter.category);
  const cursor = asked.get('cursor');
  if (cursor) search.set('cursor', cursor);
  const page = expectAnswer(
    await callApi<CardPage>(event, `/v1/apps?${search}`),
    'There is no such page of the store.',
  );
  return { filter, page, further: cursor !== null };
};
