import { notFound } from '../../chatbot-error.ts';
import type { BotScope } from '../bots/bot-scope.ts';

/**
 * A subscriber's number by id, whom nobody deletes or changes before the transaction ends; `not_found` when this bot has no such one. Lock
 * before what they carry: calls for one person then queue here, and cannot wait for each other's rows in a circle.
 */
export async function lockSubscriber(scope: BotScope, userNs: string): Promise<number> {
  const { id, bot } = await scope.at('u', userNs);
  const [found] = await scope.em.execute(
    'select id from chatbot.subscribers where id = ? and bot_id = ? for no key update',
    [id, bot],
  );
  if (!found) throw notFound('subscriber', userNs);
  return id;
}
