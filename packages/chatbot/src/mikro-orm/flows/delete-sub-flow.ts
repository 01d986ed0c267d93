import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound, refuse } from '../../chatbot-error.ts';
import { writeNs } from '../../ns.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

/** Deletes a sub flow with its nodes, unless a conversation begins with it or a broadcast has still to send it. */
export async function deleteSubFlow(scope: BotScope, subFlowNs: string): Promise<void> {
  const { id, bot } = await scope.at('s', subFlowNs);
  // The bot's row keeps a choice of the start away; the sub flow's row, a broadcast that is being made
  // and a message that is being sent with it.
  await inLockedBot(scope, async ({ em }) => {
    const found = await em.execute<unknown[]>(
      'select 1 from chatbot.sub_flows where id = ? and bot_id = ? for update',
      [id, bot],
    );
    if (found.length === 0) throw notFound('sub flow', subFlowNs);
    const use = await findUse(em, id, bot);
    if (use !== undefined) throw refuse('conflict', `The sub flow "${subFlowNs}" is needed: ${use}.`);
    await em.nativeDelete(BotSubFlow, { id, bot });
  });
}

interface UseRow {
  starts_bot: boolean;
  starts_web_chat: boolean;
  broadcast: string | null;
}

/** What still needs a sub flow, for a person; undefined when nothing does. */
async function findUse(em: EntityManager, id: number, bot: number): Promise<string | undefined> {
  const [use] = await em.execute<UseRow[]>(
    `select
       exists (select 1 from chatbot.bot_settings where bot_id = ? and start_sub_flow_id = ?) as starts_bot,
       exists (select 1 from chatbot.bot_settings where bot_id = ? and web_chat_start_sub_flow_id = ?) as starts_web_chat,
       (select min(id) from chatbot.broadcasts
        where bot_id = ? and sub_flow_id = ? and status in ('New', 'Scheduled')) as broadcast`,
    [bot, id, bot, id, bot, id],
  );
  if (use?.starts_bot) return 'it is the start flow of the bot. Choose another one first';
  if (use?.starts_web_chat) return 'it is the start flow of web chat. Choose another one first';
  if (use?.broadcast) return `the broadcast ${writeNs(bot, 'b', Number(use.broadcast))} sends it. Cancel that first`;
  return undefined;
}
