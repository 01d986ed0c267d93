import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

const BotTriggerSchema = defineEntity({
  name: 'BotTrigger',
  schema: 'chatbot',
  tableName: 'triggers',
  uniques: [{ name: 'triggers_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    subFlow: () => mayPointTo(BotSubFlow),
  },
});

/** A name that an app may call out for a subscriber, and the sub flow that answers. */
export class BotTrigger extends BotTriggerSchema.class {}
BotTriggerSchema.setClass(BotTrigger);
