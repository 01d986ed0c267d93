import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkText } from '../../check-text.ts';
import { checkListQuery, type Page } from '../../page.ts';
import type { Subscriber, SubscriberFilter } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { escapeLike } from '../bots/find-page.ts';
import { segmentCondition } from '../segments/segment-condition.ts';
import { allOf, type SqlCondition } from '../sql-condition.ts';
import { findFilterRules } from './find-filter-rules.ts';
import { readSubscribers } from './read-subscribers.ts';

/** One page of the subscribers that match, in the order they came. */
export async function searchSubscribers(scope: BotScope, filter: SubscriberFilter): Promise<Page<Subscriber>> {
  const { limit, page, offset } = checkListQuery(filter);
  const { sql, params } = allOf([
    { sql: 'bot_id = ?', params: [await scope.botId()] },
    ...textConditions(filter),
    ...lateConditions(filter, scope.now()),
    segmentCondition(await findFilterRules(scope, filter)),
  ]);
  // Only ids are sorted and skipped, and counted on the way; the rows of one page are read afterwards.
  const found = await scope.em.execute<{ id: string; total: string }[]>(
    `select id, count(*) over () as total from chatbot.subscribers where ${sql} order by id limit ? offset ?`,
    [...params, limit, offset],
  );
  const total = found[0] ? Number(found[0].total) : await count(scope, { sql, params });
  const ids = found.map(({ id }) => Number(id));
  const items = await readSubscribers(scope, { id: { $in: ids } }, { mostFieldBytes: chatbotLimits.listedFieldBytes });
  return { items, total, page, limit };
}

/** A page beyond the last has no row to carry the total. */
async function count({ em }: BotScope, { sql, params }: SqlCondition): Promise<number> {
  const [row] = await em.execute<{ total: string }[]>(
    `select count(*) as total from chatbot.subscribers where ${sql}`,
    params,
  );
  return Number(row?.total ?? 0);
}

function textConditions(filter: SubscriberFilter): SqlCondition[] {
  return (['name', 'phone', 'email'] as const).flatMap((column) => {
    const text = checkText(filter[column] ?? '').trim();
    return text === '' ? [] : [{ sql: `${column} ilike ?`, params: [`%${escapeLike(text)}%`] }];
  });
}

const dayMs = 24 * 60 * 60 * 1_000;

function lateConditions(filter: SubscriberFilter, now: Date): SqlCondition[] {
  const dayAgo = new Date(now.getTime() - dayMs).toISOString();
  const wanted = {
    last_interaction_at: filter.interactedLately,
    last_bot_interaction_at: filter.botInteractedLately,
    last_message_at: filter.messagedLately,
  };
  return Object.entries(wanted).flatMap(([column, isLate]) =>
    isLate === undefined
      ? []
      : [{ sql: `(${column} > ?::timestamptz) is ${isLate ? '' : 'not '}true`, params: [dayAgo] }],
  );
}
