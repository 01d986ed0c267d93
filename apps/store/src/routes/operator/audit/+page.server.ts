import { parseRange } from '#lib/log/parse-range.ts';
import { operatorActionWords } from '#lib/operator/operator-action-words.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeMessages } from '#lib/server/place-field-errors.ts';
import { noSuchPage, requireOperator } from '#lib/server/require-operator.ts';
import type { OperatorEntry } from '@minimart/api-client';
import type { PageServerLoad } from './$types';

const names = ['text', 'action', 'actor', 'subject', 'from', 'to'] as const;

export const load: PageServerLoad = async (event) => {
  await requireOperator(event);
  const { searchParams } = event.url;
  const filter = Object.fromEntries(
    names.map((name) => [name, (searchParams.get(name) ?? '').trim().slice(0, 200)]),
  ) as Record<(typeof names)[number], string>;
  const { text, actor, subject } = filter;
  const action = Object.hasOwn(operatorActionWords, filter.action)
    ? (filter.action as OperatorEntry['action'])
    : undefined;
  const range = parseRange(filter.from, filter.to);
  const query = {
    ...(text !== '' && { text }),
    ...(action !== undefined && { action }),
    ...(actor !== '' && { actor: actor.slice(0, 100) }),
    ...(subject !== '' && { subject }),
    ...(range.ok && range.from !== undefined && { from: range.from }),
    ...(range.ok && range.to !== undefined && { to: range.to }),
  };
  const cursor = searchParams.get('cursor');
  const params = { query: { ...query, ...(cursor && { cursor }) } };
  const page = expectAnswer(toAnswer(await apiOf(event).GET('/v1/operator/audit-log', { params })), noSuchPage);
  const older = new URLSearchParams({ ...filter, cursor: page.nextCursor ?? '' });
  return {
    filter,
    errors: range.ok ? null : placeMessages(range.errors, { from: 'audit-from', to: 'audit-to' }),
    items: range.ok ? page.items : [],
    operators: page.operators,
    older: range.ok && page.nextCursor ? `?${older}` : null,
    exportPath: `/v1/operator/audit-log/export?${new URLSearchParams(query)}`,
    now: new Date().toISOString(),
  };
};
