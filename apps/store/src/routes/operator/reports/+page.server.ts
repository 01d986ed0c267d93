import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const { searchParams } = event.url;
  const state = searchParams.get('state') === 'decided' ? ('decided' as const) : ('open' as const);
  const cursor = searchParams.get('cursor');
  const params = { query: { state, ...(cursor && { cursor }) } };
  const page = expectAnswer(toAnswer(await apiOf(event).GET('/v1/operator/reports', { params })), noSuchPage);
  return { ...page, state };
};
