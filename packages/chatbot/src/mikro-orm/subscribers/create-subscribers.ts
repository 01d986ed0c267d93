import { notFound } from '../../chatbot-error.ts';
import { checkText } from '../../check-text.ts';
import type { Subscriber, Subscribers } from '../../port/subscribers.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { optIn, optOut, subscribe, unsubscribe } from './change-consent.ts';
import { addTags, removeTags } from './change-tags.ts';
import { insertSubscribers } from './insert-subscribers.ts';
import { readSubscribers } from './read-subscribers.ts';
import { searchSubscribers } from './search-subscribers.ts';
import { BotSubscriber } from './subscriber.entity.ts';
import { updateProfile } from './update-profile.ts';

/** The subscribers of a bot on PostgreSQL. */
export function createSubscribers(scope: BotScope): Subscribers {
  async function find(userNs: string): Promise<Subscriber> {
    const [found] = await readSubscribers(scope, await scope.at('u', userNs));
    if (!found) throw notFound('subscriber', userNs);
    return found;
  }
  return {
    search: async (filter = {}) => searchSubscribers(scope, filter),
    find,
    async findByUserId(userId) {
      const where = { bot: await scope.botId(), userId: checkText(userId) };
      const [found] = await readSubscribers(scope, where);
      if (!found) throw notFound('subscriber with the channel id', userId);
      return found;
    },
    async create(person) {
      const ids = await insertSubscribers(scope, [person]);
      const [added] = await readSubscribers(scope, { id: { $in: ids } });
      if (!added) throw new Error('A subscriber that was just added is there.');
      return added;
    },
    async createMany(people) {
      await insertSubscribers(scope, people);
    },
    async update(userNs, changes) {
      await updateProfile(scope, userNs, changes);
      return find(userNs);
    },
    async delete(userNs) {
      const deleted = await scope.em.nativeDelete(BotSubscriber, await scope.at('u', userNs));
      if (deleted === 0) throw notFound('subscriber', userNs);
    },
    subscribe: async (userNs) => subscribe(scope, userNs),
    unsubscribe: async (userNs) => unsubscribe(scope, userNs),
    optIn: async (userNs, to) => optIn(scope, userNs, to),
    optOut: async (userNs, of) => optOut(scope, userNs, of),
    addTags: async (userNs, tags) => addTags(scope, userNs, tags),
    removeTags: async (userNs, tags) => removeTags(scope, userNs, tags),
  };
}
