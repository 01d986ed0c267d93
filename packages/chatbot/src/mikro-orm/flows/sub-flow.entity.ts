import { defineEntity, p } from '@mikro-orm/core';
import { Bot } from '../bots/bot.entity.ts';
import { belongsTo } from '../relations.ts';

const BotSubFlowSchema = defineEntity({
  name: 'BotSubFlow',
  schema: 'chatbot',
  tableName: 'sub_flows',
  uniques: [{ name: 'sub_flows_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
  },
});

/** A sub flow of a bot; its nodes say what it says. */
export class BotSubFlow extends BotSubFlowSchema.class {}
BotSubFlowSchema.setClass(BotSubFlow);
