import { notFound } from '../../chatbot-error.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { BotSubscriber } from './subscriber.entity.ts';

/** A subscriber's number by id; `not_found` when this bot has no such one. */
export async function findSubscriber(scope: BotScope, userNs: string): Promise<number> {
  const found = await scope.em.findOne(BotSubscriber, await scope.at('u', userNs), { ...asStored, fields: ['id'] });
  if (!found) throw notFound('subscriber', userNs);
  return found.id;
}
