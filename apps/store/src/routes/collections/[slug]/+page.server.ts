import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { m } from '@minimart/messages';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const path = { collection: event.params.slug };
  const answer = await apiOf(event).GET('/v1/collections/{collection}', { params: { path } });
  return { collection: expectAnswer(toAnswer(answer), m.site_collection_missing()) };
};
