import { notFound } from '../../chatbot-error.ts';
import type { Agent as Shown, Team } from '../../port/team.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { AgentGroup } from './agent-group.entity.ts';
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
      const assigned = { agent: null as number | null, agentGroup: null as number | null };
      if (to && 'agentId' in to) assigned.agent = await findAgent(scope, to.agentId);
      if (to && 'groupId' in to) assigned.agentGroup = await findGroup(scope, to.groupId);
      const changed = await scope.em.nativeUpdate(BotSubscriber, where, assigned);
      if (changed === 0) throw notFound('subscriber', userNs);
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

async function findGroup(scope: BotScope, id: number): Promise<number> {
  const found = await scope.em.findOne(AgentGroup, { id, bot: await scope.botId() }, { ...asStored, fields: ['id'] });
  if (!found) throw notFound('agent group', String(id));
  return found.id;
}

function toAgent({ id, name, email, image, role, isOnline }: Agent): Shown {
  return { id, name, email, image, role, isOnline };
}
