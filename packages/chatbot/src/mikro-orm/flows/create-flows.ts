import { writeNs } from '../../ns.ts';
import type { Flows, SubFlow } from '../../port/flows.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

/** The flows of a bot on PostgreSQL. */
export function createFlows(scope: BotScope): Flows {
  return {
    async listSubFlows(query = {}) {
      const page = await findPage(scope, BotSubFlow, query);
      return { ...page, items: page.items.map(toSubFlow) };
    },
  };
}

/** A sub flow's row as the port shows it. */
export function toSubFlow({ bot, id, name }: Pick<BotSubFlow, 'bot' | 'id' | 'name'>): SubFlow {
  return { ns: writeNs(bot, 's', id), name };
}
