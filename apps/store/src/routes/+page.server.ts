import { readStoreFilter } from '#lib/listing/read-store-filter.ts';
import { storePath } from '#lib/listing/store-path.ts';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { storeJsonLd } from '#lib/server/site-json-ld.ts';
import { m } from '@minimart/messages';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams;
  const filter = readStoreFilter(asked);
  const { query, category, price, language, risk, developer, without } = filter;
  const cursor = asked.get('cursor');
  if (storePath(filter) === '/' && cursor === null) {
    const front = expectAnswer(toAnswer(await apiOf(event).GET('/v1/front')), m.site_page_missing());
    return { filter, front, page: null, further: false, jsonLd: storeJsonLd(publicOrigin(event.url)) };
  }
  const answer = toAnswer(
    await apiOf(event).GET('/v1/apps', {
      params: {
        query: {
          // The words decide the order when there are any; without them the newest are first.
          sort: (filter.sort || (query ? 'relevance' : 'new')) as 'relevance' | 'new' | 'popular' | 'name',
          limit: 24,
          ...(query ? { query } : {}),
          ...(category ? { category } : {}),
          ...(price ? { price: price as 'free' | 'free-plan' } : {}),
          ...(language ? { language } : {}),
          ...(risk ? { risk: 'low' as const } : {}),
          ...(developer ? { developer: 'verified' as const } : {}),
          ...(without.length > 0 ? { without: without.join() } : {}),
          ...(cursor ? { cursor } : {}),
        },
      },
    }),
  );
  const page = expectAnswer(answer, m.site_page_missing());
  return { filter, front: null, page, further: cursor !== null };
};
