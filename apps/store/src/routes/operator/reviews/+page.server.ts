import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import type { PageServerLoad } from './$types';

const statuses = ['waiting', 'approved', 'refused', 'withdrawn'] as const;

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const { searchParams } = event.url;
  const status = statuses.find((each) => each === searchParams.get('status')) ?? 'waiting';
  const cursor = searchParams.get('cursor');
  const params = { query: { status, ...(cursor && { cursor }) } };
  const page = expectAnswer(toAnswer(await apiOf(event).GET('/v1/operator/version-reviews', { params })), noSuchPage);
  const done = searchParams.get('done');
  return {
    ...page,
    status,
    done: done === 'approved' || done === 'refused' ? done : null,
    now: new Date().toISOString(),
  };
};
