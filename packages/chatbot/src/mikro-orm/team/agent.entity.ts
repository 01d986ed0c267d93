import { defineEntity, p } from '@mikro-orm/core';
import type { AgentRole } from '../../port/team.ts';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const AgentSchema = defineEntity({
  name: 'Agent',
  schema: 'chatbot',
  tableName: 'agents',
  uniques: [{ name: 'agents_bot_id_member_id_unique', properties: ['bot', 'memberId'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    memberId: p.text(),
    name: p.text(),
    email: p.text(),
    image: p.text().nullable().strictNullable(),
    role: p.text().$type<AgentRole>(),
    isOnline: p.boolean(),
    isMember: p.boolean(),
  },
});

/** A person of the team who answers chats; `memberId` is who they are in the workspace, `isMember` whether they still belong to it. */
export class Agent extends AgentSchema.class {}
AgentSchema.setClass(Agent);
