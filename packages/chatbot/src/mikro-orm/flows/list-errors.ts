import type { FilterQuery } from '@mikro-orm/core';
import { notFound, refuse } from '../../chatbot-error.ts';
import { checkText } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import { checkListQuery, type Page } from '../../page.ts';
import type { ErrorLog, ErrorLogQuery } from '../../port/flows.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { escapeLike } from '../bots/find-page.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { BotErrorLog } from './error-log.entity.ts';
import { BotNode } from './node.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

const month = 31 * 24 * 3_600_000;

/** What went wrong while the bot ran, the latest first. */
export async function listErrors(scope: BotScope, query: ErrorLogQuery): Promise<Page<ErrorLog>> {
  const { limit, page, offset } = checkListQuery(query);
  const bot = await scope.botId();
  const where: FilterQuery<BotErrorLog> = {
    bot,
    createdAt: checkTimes(scope, query),
    ...(query.nodeNs && { node: await findNode(scope, query.nodeNs) }),
    ...(query.userNs && { subscriber: await findSubscriber(scope, query.userNs) }),
    ...(query.search && { description: { $ilike: `%${escapeLike(checkText(query.search))}%` } }),
  };
  const options = { ...asStored, orderBy: { id: 'desc' }, limit, offset } as const;
  const [rows, total] = await scope.em.findAndCount(BotErrorLog, where, options);
  const items = rows.map(({ id, node, subscriber, description, createdAt }) => ({
    id,
    botNs: `f${bot}`,
    nodeNs: node === null ? null : writeNs(bot, 'n', node),
    userNs: subscriber === null ? null : writeNs(bot, 'u', subscriber),
    description,
    createdAt,
  }));
  return { items, total, page, limit };
}

function checkTimes(scope: BotScope, { from, to }: ErrorLogQuery) {
  const earliest = new Date(scope.now().getTime() - month);
  for (const [name, time] of Object.entries({ start: from, end: to })) {
    if (time && time < earliest) throw refuse('invalid_input', `The ${name} lies more than a month back.`);
  }
  if (from && to && from > to) throw refuse('invalid_input', 'The start must not come after the end.');
  return { $gte: from ?? earliest, ...(to && { $lte: to }) };
}

async function findNode(scope: BotScope, nodeNs: string): Promise<number> {
  const { id, bot } = await scope.at('n', nodeNs);
  const node = await scope.em.findOne(BotNode, { id }, asStored);
  const isOwn = node !== null && (await scope.em.count(BotSubFlow, { id: node.subFlow, bot })) > 0;
  if (!isOwn) throw notFound('node', nodeNs);
  return id;
}
