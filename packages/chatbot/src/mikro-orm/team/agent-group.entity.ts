import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const AgentGroupSchema = defineEntity({
  name: 'AgentGroup',
  schema: 'chatbot',
  tableName: 'agent_groups',
  uniques: [{ name: 'agent_groups_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    image: p.text().nullable().strictNullable(),
    assignMethod: p.text().$type<'random' | 'least_assigned' | 'round_robin'>(),
    onlineFirst: p.integer(),
    onlyViewsAssigned: p.boolean(),
  },
});

/** Agents who share chats. */
export class AgentGroup extends AgentGroupSchema.class {}
AgentGroupSchema.setClass(AgentGroup);
