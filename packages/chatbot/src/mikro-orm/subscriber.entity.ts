import { defineEntity, p } from '@mikro-orm/core';
import { Bot } from './bot.entity.ts';

const BotSubscriberSchema = defineEntity({
  name: 'BotSubscriber',
  schema: 'chatbot',
  tableName: 'subscribers',
  indexes: [{ name: 'subscribers_bot_id_index', properties: ['bot'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => p.manyToOne(Bot).mapToPk().deleteRule('cascade').updateRule('no action').index(false),
    name: p.text(),
    email: p.text().nullable().strictNullable(),
    phone: p.text().nullable().strictNullable(),
    subscribedAt: p.datetime().columnType('timestamptz'),
  },
});

/** A person who talks with a bot. */
export class BotSubscriber extends BotSubscriberSchema.class {}
BotSubscriberSchema.setClass(BotSubscriber);
