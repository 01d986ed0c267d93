import type { EntityManager } from '@mikro-orm/postgresql';
import type { BotScope } from './bot-scope.ts';

/** Runs `work` in a transaction in which others that do the same for this bot wait, so that no name or limit is passed twice. */
export async function inLockedBot<Value>(
  { em, botId }: BotScope,
  work: (tx: EntityManager, bot: number) => Promise<Value>,
): Promise<Value> {
  const bot = await botId();
  return em.transactional(async (tx) => {
    await tx.execute('select 1 from chatbot.bots where id = ? for no key update', [bot]);
    return work(tx, bot);
  });
}
