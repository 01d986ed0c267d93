import { defineEntity, p } from '@mikro-orm/core';
import { Bot } from './bot.entity.ts';

const BotSubFlowSchema = defineEntity({
  name: 'BotSubFlow',
  schema: 'chatbot',
  tableName: 'sub_flows',
  uniques: [{ name: 'sub_flows_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => p.manyToOne(Bot).mapToPk().deleteRule('cascade').updateRule('no action').index(false),
    name: p.text(),
    steps: p.json<string[]>(),
  },
});

/** A sub flow of a bot; `steps` are the texts it says. */
export class BotSubFlow extends BotSubFlowSchema.class {}
BotSubFlowSchema.setClass(BotSubFlow);
