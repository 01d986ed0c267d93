import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  return { overview: expectAnswer(toAnswer(await apiOf(event).GET('/v1/operator/overview')), noSuchPage) };
};
