import { notFound } from '../../chatbot-error.ts';
import type { Agent as Shown, Team } from '../../port/team.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { inTransaction } from '../bots/in-transaction.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { Agent } from './agent.entity.ts';
import { createGroups } from './create-groups.ts';
import { createLabels } from './create-labels.ts';
import { syncAgents } from './sync-agents.ts';

/** The people behind a bot on PostgreSQL. */
export function createTeam(scope: BotScope): Team {
  return {
    ...createLabels(scope),
    ...createGroups(scope),
    async listAgents({ role, ...query } = {}) {
      await syncAgents(scope);
      const page = await findPage(scope, Agent, { ...query, only: { isMember: true, ...(role && { role }) } });
      return { ...page, items: page.items.map(toAgent) };
    },
    async assign(userNs, to) {
      const where = await scope.at('u', userNs);
      const agent = to && 'agentId' in to ? await findAgent(scope, to.agentId) : null;
      await inTransaction(scope, async (inside) => {
        const agentGroup = to && 'groupId' in to ? await lockGroup(inside, to.groupId) : null;
        const changed = await inside.em.nativeUpdate(BotSubscriber, where, { agent, agentGroup });
        if (changed === 0) throw notFound('subscriber', userNs);
      });
    },
  };
}

/** An agent's number, if that agent belongs to the workspace now. */
export async function findAgent(scope: BotScope, id: number): Promise<number> {
  await syncAgents(scope);
  const where = { id, bot: await scope.botId(), isMember: true };
  if ((await scope.em.count(Agent, where)) === 0) throw notFound('agent', String(id));
  return id;
}

/** A group's number, which nobody can delete before the transaction ends. */
async function lockGroup({ em, botId }: BotScope, id: number): Promise<number> {
  const [found] = await em.execute('select id from chatbot.agent_groups where id = ? and bot_id = ? for key share', [
    id,
    await botId(),
  ]);
  if (!found) throw notFound('agent group', String(id));
  return id;
}

function toAgent({ id, name, email, image, role, isOnline }: Agent): Shown {
  return { id, name, email, image, role, isOnline };
}
