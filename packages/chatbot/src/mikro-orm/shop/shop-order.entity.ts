import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const ShopOrderSchema = defineEntity({
  name: 'ShopOrder',
  schema: 'chatbot',
  tableName: 'orders',
  indexes: [{ name: 'orders_bot_id_id_index', properties: ['bot', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    subscriber: () => mayPointTo(BotSubscriber),
    currency: p.text(),
    status: p.text(),
    total: p.bigint('number'),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** An order; the total in minor units of its currency (cents). */
export class ShopOrder extends ShopOrderSchema.class {}
ShopOrderSchema.setClass(ShopOrder);
