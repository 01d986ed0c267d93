import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '../../chatbot-error.ts';
import { checkName } from '../../check-text.ts';
import type { AiChoice, AiProvider } from '../../port/flows.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { BotSettings } from './bot-settings.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

type Settings = Pick<
  BotSettings,
  'startSubFlow' | 'webChatStartSubFlow' | 'aiProvider' | 'aiModel' | 'transcriptionModel'
>;
type Changes = Partial<Settings>;

/** What a bot is set to before anybody has chosen. */
const unset = {
  startSubFlow: null,
  webChatStartSubFlow: null,
  aiProvider: null,
  aiModel: null,
  transcriptionModel: 'none',
};

/** Who answers by AI; null where nobody has chosen. */
export async function readAiChoice(scope: BotScope): Promise<AiChoice> {
  const row = await scope.em.findOne(BotSettings, { bot: await scope.botId() }, asStored);
  // Written by `chooseAi` alone.
  return { provider: (row?.aiProvider ?? null) as AiProvider | null, model: row?.aiModel ?? null };
}

/** Lets a sub flow of the bot, or the main flow (null), begin conversations. */
export async function chooseStart(
  scope: BotScope,
  which: 'startSubFlow' | 'webChatStartSubFlow',
  subFlowNs: string | null,
): Promise<void> {
  const where = subFlowNs === null ? null : await scope.at('s', subFlowNs);
  // Waits for a deletion of the sub flow, which holds the bot as well.
  await inLockedBot(scope, async ({ em }, bot) => {
    if (where !== null && (await em.count(BotSubFlow, where)) === 0) throw notFound('sub flow', `${subFlowNs}`);
    await save(em, bot, { [which]: where?.id ?? null });
  });
}

/** Changes some of the bot's settings and leaves the others. */
export async function saveSettings(scope: BotScope, changes: Changes): Promise<void> {
  const { aiModel } = changes;
  await save(scope.em, await scope.botId(), { ...changes, ...(aiModel && { aiModel: checkName(aiModel) }) });
}

async function save(em: EntityManager, bot: number, changes: Changes): Promise<void> {
  await em
    .createQueryBuilder(BotSettings)
    .insert({ bot, ...unset, ...changes })
    .onConflict('bot')
    .merge(changes)
    .execute('run');
}
