import type { EntityManager } from '@mikro-orm/postgresql';
import type { Chatbot, SubFlow, Subscriber } from '../chatbot.ts';
import { writeNs } from '../ns.ts';
import { createBotConversations } from './bot-conversations.ts';
import { createBotScope } from './bot-scope.ts';
import { createBotTags } from './bot-tags.ts';
import { findPage } from './find-page.ts';
import { BotSubFlow } from './sub-flow.entity.ts';
import { BotSubscriber } from './subscriber.entity.ts';

/** The bot of a workspace on PostgreSQL; takes part in the EntityManager's transaction, where there is one. */
export function createChatbot(
  em: EntityManager,
  workspaceId: string,
  { now = () => new Date() }: { now?: () => Date } = {},
): Chatbot {
  const scope = createBotScope(em, workspaceId);
  return {
    ...createBotTags(scope),
    ...createBotConversations(scope, now),
    async listSubFlows(query = {}) {
      const page = await findPage(scope, BotSubFlow, query);
      return { ...page, items: page.items.map(toSubFlow) };
    },
    async listSubscribers(query = {}) {
      const page = await findPage(scope, BotSubscriber, query);
      return { ...page, items: page.items.map(toSubscriber) };
    },
  };
}

/** A sub flow's row as the port shows it. */
export function toSubFlow({ bot, id, name }: Pick<BotSubFlow, 'bot' | 'id' | 'name'>): SubFlow {
  return { ns: writeNs(bot, 's', id), name };
}

/** A subscriber's row as the port shows it. */
export function toSubscriber(row: Omit<Subscriber, 'ns'> & { bot: number; id: number }): Subscriber {
  const { bot, id, name, email, phone, subscribedAt } = row;
  return { ns: writeNs(bot, 'u', id), name, email, phone, subscribedAt };
}
