import { writeNs } from '../../ns.ts';
import type { Subscriber, Subscribers } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { BotSubscriber } from './subscriber.entity.ts';

/** The subscribers of a bot on PostgreSQL. */
export function createSubscribers(scope: BotScope): Subscribers {
  return {
    async list(query = {}) {
      const page = await findPage(scope, BotSubscriber, query);
      return { ...page, items: page.items.map(toSubscriber) };
    },
  };
}

type SubscriberRow = Pick<BotSubscriber, 'bot' | 'id' | 'name' | 'email' | 'phone' | 'subscribedAt'>;

/** A subscriber's row as the port shows it. */
export function toSubscriber({ bot, id, name, email, phone, subscribedAt }: SubscriberRow): Subscriber {
  return { ns: writeNs(bot, 'u', id), name, email, phone, subscribedAt };
}
