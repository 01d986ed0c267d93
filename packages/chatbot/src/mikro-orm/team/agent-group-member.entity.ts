import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { AgentGroup } from './agent-group.entity.ts';
import { Agent } from './agent.entity.ts';

const AgentGroupMemberSchema = defineEntity({
  name: 'AgentGroupMember',
  schema: 'chatbot',
  tableName: 'agent_group_members',
  indexes: [{ name: 'agent_group_members_agent_id_index', properties: ['agent'] }],
  properties: {
    agentGroup: () => belongsTo(AgentGroup).primary(),
    agent: () => belongsTo(Agent).primary(),
    weighting: p.integer(),
  },
});

/** An agent in a group; a heavier one gets more chats. */
export class AgentGroupMember extends AgentGroupMemberSchema.class {}
AgentGroupMemberSchema.setClass(AgentGroupMember);
