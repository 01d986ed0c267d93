import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName, checkText } from '../../check-text.ts';
import type { AgentGroup as Shown, AgentGroupInit, GroupMember, Team } from '../../port/team.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findPage } from '../bots/find-page.ts';
import { inLockedBot } from '../bots/in-locked-bot.ts';
import { AgentGroupMember } from './agent-group-member.entity.ts';
import { AgentGroup } from './agent-group.entity.ts';
import { Agent } from './agent.entity.ts';
import { syncAgents } from './sync-agents.ts';

type Groups = Pick<Team, 'listGroups' | 'group' | 'createGroup' | 'updateGroup' | 'deleteGroup' | 'setGroupMembers'>;

/** The agent groups of a team on PostgreSQL. */
export function createGroups(scope: BotScope): Groups {
  return {
    async listGroups(query = {}) {
      const page = await findPage(scope, AgentGroup, query);
      return { ...page, items: await withMembers(scope, page.items) };
    },
    group: (id) => readGroup(scope, id),
    async createGroup(init) {
      const row = {
        image: null,
        assignMethod: 'random' as const,
        onlineFirst: 0,
        onlyViewsAssigned: false,
        ...toColumns(init),
      };
      const id = await inLockedBot(scope, async (inside, bot) => {
        const { em: tx } = inside;
        await refuseTakenName(inside, row.name);
        if ((await tx.count(AgentGroup, { bot })) >= chatbotLimits.agentGroups)
          throw refuse(
            'limit_reached',
            `A workspace has at most ${chatbotLimits.agentGroups} agent groups. Delete one first.`,
          );
        return Number(await tx.insert(AgentGroup, { bot, ...row }));
      });
      return readGroup(scope, id);
    },
    async updateGroup(id, change) {
      const columns = toColumns(change);
      await inLockedBot(scope, async (inside, bot) => {
        const { em: tx } = inside;
        await refuseTakenName(inside, columns.name, id);
        if ((await tx.nativeUpdate(AgentGroup, { id, bot }, columns)) === 0) throw notFound('agent group', String(id));
      });
      return readGroup(scope, id);
    },
    async deleteGroup(id) {
      await inLockedBot(scope, async ({ em: tx }, bot) => {
        if ((await tx.nativeDelete(AgentGroup, { id, bot })) === 0) throw notFound('agent group', String(id));
      });
    },
    setGroupMembers: (id, members) => setMembers(scope, id, members),
  };
}

async function setMembers(scope: BotScope, id: number, members: readonly GroupMember[]): Promise<void> {
  const byAgent = new Map(members.map(({ agentId, weighting }) => [agentId, weighting]));
  await syncAgents(scope);
  await inLockedBot(scope, async ({ em: tx }, bot) => {
    if ((await tx.count(AgentGroup, { id, bot })) === 0) throw notFound('agent group', String(id));
    const agents = await tx.find(Agent, { id: { $in: [...byAgent.keys()] }, bot, isMember: true }, asStored);
    const missing = [...byAgent.keys()].find((agentId) => !agents.some((agent) => agent.id === agentId));
    if (missing !== undefined) throw notFound('agent', String(missing));
    await tx.nativeDelete(AgentGroupMember, { agentGroup: id });
    const rows = [...byAgent].map(([agent, weighting]) => ({ agentGroup: id, agent, weighting }));
    if (rows.length > 0) await tx.insertMany(AgentGroupMember, rows);
  });
}

async function refuseTakenName(scope: BotScope, name: string, except?: number): Promise<void> {
  const taken = await scope.em.findOne(AgentGroup, { bot: await scope.botId(), name }, asStored);
  if (taken && taken.id !== except) throw refuse('conflict', `There is an agent group "${name}" already: ${taken.id}.`);
}

function toColumns({ name, image, assignMethod, onlineFirst, onlyViewsAssigned }: AgentGroupInit) {
  const picture = image === undefined ? undefined : checkText(image).trim() || null;
  if (picture && picture.length > 500)
    throw refuse('invalid_input', 'The address of a picture has at most 500 characters.');
  return {
    name: checkName(name),
    ...(picture !== undefined && { image: picture }),
    ...(assignMethod !== undefined && { assignMethod }),
    ...(onlineFirst !== undefined && { onlineFirst }),
    ...(onlyViewsAssigned !== undefined && { onlyViewsAssigned }),
  };
}

async function readGroup(scope: BotScope, id: number): Promise<Shown> {
  const row = await scope.em.findOne(AgentGroup, { id, bot: await scope.botId() }, asStored);
  const [group] = row ? await withMembers(scope, [row]) : [];
  if (!group) throw notFound('agent group', String(id));
  return group;
}

/** Groups with those of their agents who belong to the workspace now. */
async function withMembers(scope: BotScope, rows: readonly AgentGroup[]): Promise<Shown[]> {
  const members = await readMembers(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, image, assignMethod, onlineFirst, onlyViewsAssigned }) => ({
    id,
    name,
    image,
    assignMethod,
    onlineFirst: onlineFirst as 0 | 1 | 2,
    onlyViewsAssigned,
    members: members
      .filter(({ group }) => Number(group) === id)
      .map(({ agent, weighting }) => ({ agentId: Number(agent), weighting })),
  }));
}

async function readMembers(scope: BotScope, groups: readonly number[]) {
  if (groups.length === 0) return [];
  await syncAgents(scope);
  return scope.em.execute<{ group: string; agent: string; weighting: number }[]>(
    `select agent_group_id as "group", agent_id as agent, weighting
     from chatbot.agent_group_members join chatbot.agents on agents.id = agent_id
     where is_member and agent_group_id in (?) order by agent_id`,
    [groups],
  );
}
