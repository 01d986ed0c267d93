import type { BotScope } from './bot-scope.ts';
import { inTransaction } from './in-transaction.ts';

/** Runs `work` in a transaction in which others that do the same for this bot wait, so that no name or limit is passed twice. */
export async function inLockedBot<Value>(
  scope: BotScope,
  work: (inside: BotScope, bot: number) => Promise<Value>,
): Promise<Value> {
  return inTransaction(scope, async (inside) => {
    const bot = await inside.botId();
    await inside.em.execute('select 1 from chatbot.bots where id = ? for no key update', [bot]);
    return work(inside, bot);
  });
}
