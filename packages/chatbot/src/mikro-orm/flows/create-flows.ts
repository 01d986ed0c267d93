import { writeNs } from '../../ns.ts';
import type { Flows, SubFlow } from '../../port/flows.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { chooseStart, readAiChoice, saveSettings } from './bot-settings.ts';
import { countSubscribers } from './count-subscribers.ts';
import { deleteSubFlow } from './delete-sub-flow.ts';
import { listErrors } from './list-errors.ts';
import { listInboundWebhooks, listTemplateInstalls, listWidgets } from './list-doors.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

/** The flows of a bot on PostgreSQL. */
export function createFlows(scope: BotScope): Flows {
  return {
    async listSubFlows(query = {}) {
      const page = await findPage(scope, BotSubFlow, query);
      return { ...page, items: page.items.map(toSubFlow) };
    },
    deleteSubFlow: (subFlowNs) => deleteSubFlow(scope, subFlowNs),
    setStartFlow: (subFlowNs) => chooseStart(scope, 'startSubFlow', subFlowNs),
    setWebChatStartFlow: (subFlowNs) => chooseStart(scope, 'webChatStartSubFlow', subFlowNs),
    countSubscribers: () => countSubscribers(scope),
    listWidgets: (query = {}) => listWidgets(scope, query),
    listInboundWebhooks: (query = {}) => listInboundWebhooks(scope, query),
    listTemplateInstalls: (query = {}) => listTemplateInstalls(scope, query),
    listErrors: (query = {}) => listErrors(scope, query),
    aiChoice: () => readAiChoice(scope),
    chooseAi: (aiProvider, aiModel) => saveSettings(scope, { aiProvider, aiModel: aiModel ?? null }),
    chooseTranscription: (transcriptionModel) => saveSettings(scope, { transcriptionModel }),
  };
}

/** A sub flow's row as the port shows it. */
export function toSubFlow({ bot, id, name }: Pick<BotSubFlow, 'bot' | 'id' | 'name'>): SubFlow {
  return { ns: writeNs(bot, 's', id), name };
}
