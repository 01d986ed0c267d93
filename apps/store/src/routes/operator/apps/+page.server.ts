import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const { searchParams } = event.url;
  const text = (searchParams.get('text') ?? '').slice(0, 100);
  const suspended = searchParams.get('suspended') === 'true';
  const cursor = searchParams.get('cursor');
  const query = { text, ...(suspended && { suspended: 'true' as const }), ...(cursor && { cursor }) };
  const page = expectAnswer(toAnswer(await apiOf(event).GET('/v1/operator/apps', { params: { query } })), noSuchPage);
  const next = new URLSearchParams({ text, ...(suspended && { suspended: 'true' }), cursor: page.nextCursor ?? '' });
  return { items: page.items, more: page.nextCursor ? `?${next}` : null, text, suspended };
};
