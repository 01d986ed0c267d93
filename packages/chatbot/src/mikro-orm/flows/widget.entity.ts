import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

const BotWidgetSchema = defineEntity({
  name: 'BotWidget',
  schema: 'chatbot',
  tableName: 'widgets',
  uniques: [{ name: 'widgets_code_unique', properties: ['code'] }],
  indexes: [{ name: 'widgets_bot_id_index', properties: ['bot'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    code: p.text(),
    isActive: p.boolean(),
    subFlow: () => mayPointTo(BotSubFlow),
  },
});

/** A button on a web page that opens a chat. */
export class BotWidget extends BotWidgetSchema.class {}
BotWidgetSchema.setClass(BotWidget);
