import type { EntityManager } from '@mikro-orm/postgresql';
import { nanoid } from 'nanoid';
import type { BotSeed, SubFlowSeed, SubscriberSeed } from '../../bot-seed.ts';
import { refuse } from '../../chatbot-error.ts';
import { checkBotSeed, checkSubFlowSeed, checkSubscriberSeed } from '../../check-seed.ts';
import { checkName } from '../../check-text.ts';
import { writeNs } from '../../ns.ts';
import type { SubFlow } from '../../port/flows.ts';
import type { Subscriber } from '../../port/subscribers.ts';
import type { Tag } from '../../port/tags.ts';
import { toSubFlow } from '../flows/create-flows.ts';
import { BotNode } from '../flows/node.entity.ts';
import { BotSubFlow } from '../flows/sub-flow.entity.ts';
import { blankMessage } from '../sending/blank-message.ts';
import { BotMessage } from '../sending/message.entity.ts';
import { blankSubscriber } from '../subscribers/blank-subscriber.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { toSubscriber } from '../subscribers/to-subscriber.ts';
import { BotTag } from '../tags/tag.entity.ts';
import { Bot } from './bot.entity.ts';
import { createBotScope } from './bot-scope.ts';
import { insertEach } from './insert-each.ts';

/** What a new bot is made of. */
export interface BotInit extends BotSeed {
  workspaceId: string;
  name: string;
  /** Now, without it. */
  createdAt?: Date;
}

/** A new bot's id (`f123`) and what it began with, in the order given. */
export interface NewBot {
  ns: string;
  tags: Tag[];
  subFlows: SubFlow[];
  subscribers: Subscriber[];
}

/** Gives a workspace its bot, in one transaction; `conflict` when it has one already. */
export async function createBot(em: EntityManager, { workspaceId, ...init }: BotInit): Promise<NewBot> {
  const seed = checkBotSeed(init);
  const { createdAt = new Date() } = init;
  return em.transactional(async (tx) => {
    if ((await tx.count(Bot, { workspaceId })) > 0) throw refuse('conflict', 'This workspace has a bot already.');
    const row = { workspaceId, name: checkName(init.name), mainFlow: [...seed.mainFlow], createdAt };
    const bot = await tx.insert(Bot, row);
    const tagRows = seed.tags.map((name) => ({ bot, name }));
    const tagIds = await insertEach(tx, BotTag, tagRows);
    return {
      ns: `f${bot}`,
      tags: seed.tags.map((name, index) => ({ ns: writeNs(bot, 't', tagIds[index] ?? 0), name })),
      subFlows: await addSubFlows(tx, workspaceId, seed.subFlows),
      subscribers: await addSubscribers(tx, workspaceId, seed.subscribers),
    };
  });
}

/** Takes a workspace's bot away with all that hangs on it; nothing happens when it has none. */
export async function removeBot(em: EntityManager, workspaceId: string): Promise<void> {
  await em.nativeDelete(Bot, { workspaceId });
}

/** Adds sub flows to a workspace's bot; answers them in the order given. */
export async function addSubFlows(
  em: EntityManager,
  workspaceId: string,
  seeds: readonly SubFlowSeed[],
): Promise<SubFlow[]> {
  const bot = await createBotScope(em, workspaceId).botId();
  const checked = seeds.map(checkSubFlowSeed);
  const rows = checked.map(({ name }) => ({ bot, name }));
  const ids = await insertEach(em, BotSubFlow, rows);
  const nodes = checked.flatMap(({ steps }, index) =>
    steps.map((content, step) => {
      return { subFlow: ids[index] ?? 0, position: step + 1, name: `Step ${step + 1}`, content };
    }),
  );
  if (nodes.length > 0) await em.insertMany(BotNode, nodes);
  return rows.map((row, index) => toSubFlow({ ...row, id: ids[index] ?? 0 }));
}

/** Adds subscribers and their conversations to a workspace's bot; answers them in the order given. */
export async function addSubscribers(
  em: EntityManager,
  workspaceId: string,
  seeds: readonly SubscriberSeed[],
): Promise<Subscriber[]> {
  const bot = await createBotScope(em, workspaceId).botId();
  const checked = seeds.map(checkSubscriberSeed);
  const rows = checked.map(({ name, email = null, phone = null, subscribedAt = new Date(), conversation = [] }) => {
    const last = conversation.at(-1);
    return {
      ...blankSubscriber,
      bot,
      name,
      email,
      phone,
      subscribedAt,
      lastMessageAt: last?.sentAt ?? null,
      lastMessageType: last ? 'text' : null,
      lastInteractionAt: conversation.findLast(({ type }) => type === 'in')?.sentAt ?? null,
    };
  });
  const ids = await insertEach(em, BotSubscriber, rows);
  const messages = checked.flatMap(({ conversation = [] }, index) =>
    conversation.map(({ type, content, sentAt }) => {
      return { ...blankMessage, subscriber: ids[index] ?? 0, type, content, sentAt, mid: nanoid() };
    }),
  );
  if (messages.length > 0) await em.insertMany(BotMessage, messages);
  return rows.map((row, index) => toSubscriber({ ...row, id: ids[index] ?? 0 }));
}
