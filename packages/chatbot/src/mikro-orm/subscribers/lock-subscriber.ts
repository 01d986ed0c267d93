import { notFound } from '../../chatbot-error.ts';
import type { BotScope } from '../bots/bot-scope.ts';

/** A subscriber's number by id, whom nobody can delete before the transaction ends; `not_found` when this bot has no such one. */
export async function lockSubscriber(scope: BotScope, userNs: string): Promise<number> {
  const { id, bot } = await scope.at('u', userNs);
  const [found] = await scope.em.execute(
    'select id from chatbot.subscribers where id = ? and bot_id = ? for key share',
    [id, bot],
  );
  if (!found) throw notFound('subscriber', userNs);
  return id;
}
