import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotNode } from './node.entity.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const BotErrorLogSchema = defineEntity({
  name: 'BotErrorLog',
  schema: 'chatbot',
  tableName: 'error_logs',
  indexes: [{ name: 'error_logs_bot_id_id_index', properties: ['bot', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    node: () => mayPointTo(BotNode),
    subscriber: () => mayPointTo(BotSubscriber),
    description: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** Something that went wrong while a bot ran. */
export class BotErrorLog extends BotErrorLogSchema.class {}
BotErrorLogSchema.setClass(BotErrorLog);
