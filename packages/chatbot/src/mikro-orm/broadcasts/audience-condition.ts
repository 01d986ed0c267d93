import { notFound, refuse } from '../../chatbot-error.ts';
import { checkText } from '../../check-text.ts';
import { nsKinds, readNs, type NsKind } from '../../ns.ts';
import type { Audience } from '../../port/broadcasts.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { segmentCondition } from '../segments/segment-condition.ts';
import { BotSegment } from '../segments/segment.entity.ts';
import type { SqlCondition } from '../sql-condition.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { BotTag } from '../tags/tag.entity.ts';

/** Whom a broadcast is for, as a condition on `chatbot.subscribers`; an id of nothing in this bot is `not_found`. */
export async function audienceCondition(scope: BotScope, audience: Audience): Promise<SqlCondition> {
  if ('users' in audience) return idIn(await findAll(scope, audience.users, { kind: 'u', entity: BotSubscriber }));
  if ('userIds' in audience) return idIn(await findByUserIds(scope, audience.userIds));
  if ('segments' in audience) {
    const ids = await findAll(scope, audience.segments, { kind: 'sg', entity: BotSegment });
    const rows = await scope.em.find(BotSegment, { id: { $in: ids } }, asStored);
    const conditions = rows.map(({ rules }) => segmentCondition(rules));
    return {
      sql: `(${conditions.map(({ sql }) => `(${sql})`).join(' or ')})`,
      params: conditions.flatMap(({ params }) => params),
    };
  }
  const tags = await findAll(scope, audience.tags, { kind: 't', entity: BotTag });
  const except = audience.except.length > 0 ? await findAll(scope, audience.except, { kind: 't', entity: BotTag }) : [];
  return { sql: `${carries} and not ${carries}`, params: [toArray(tags), toArray(except)] };
}

const carries = `exists (
  select 1 from chatbot.subscriber_tags where subscriber_id = subscribers.id and tag_id = any (?::bigint[]))`;

const toArray = (ids: readonly number[]) => `{${ids.join(',')}}`;

function idIn(ids: readonly number[]): SqlCondition {
  return { sql: 'subscribers.id = any (?::bigint[])', params: [toArray(ids)] };
}

type Found = typeof BotSubscriber | typeof BotSegment | typeof BotTag;

async function findAll(
  scope: BotScope,
  wanted: readonly string[],
  { kind, entity }: { kind: NsKind; entity: Found },
): Promise<number[]> {
  if (wanted.length === 0) throw refuse('invalid_input', 'A broadcast is for somebody. Give at least one id.');
  const bot = await scope.botId();
  const ids = wanted.map((ns) => readNs(ns, kind, bot));
  const where = { bot, id: { $in: ids.flatMap((id) => id ?? []) } };
  // The three entities have these properties, which the compiler cannot follow through their union.
  const rows = await scope.em.find(entity as typeof BotTag, where, { ...asStored, fields: ['id'] });
  const there = new Set(rows.map(({ id }) => id));
  wanted.forEach((ns, index) => {
    if (!there.has(ids[index] ?? 0)) throw notFound(nsKinds[kind], ns);
  });
  return [...there];
}

async function findByUserIds(scope: BotScope, userIds: readonly string[]): Promise<number[]> {
  const wanted = userIds.map((userId) => checkText(userId));
  const where = { bot: await scope.botId(), userId: { $in: wanted } };
  const rows = await scope.em.find(BotSubscriber, where, { ...asStored, fields: ['id', 'userId'] });
  const missing = wanted.find((userId) => !rows.some((row) => row.userId === userId));
  if (missing !== undefined) throw notFound('subscriber', missing);
  return rows.map(({ id }) => id);
}
