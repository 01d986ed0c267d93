import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

const InboundWebhookSchema = defineEntity({
  name: 'InboundWebhook',
  schema: 'chatbot',
  tableName: 'inbound_webhooks',
  uniques: [{ name: 'inbound_webhooks_uid_unique', properties: ['uid'] }],
  indexes: [{ name: 'inbound_webhooks_bot_id_index', properties: ['bot'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    uid: p.text(),
    name: p.text(),
    isActive: p.boolean(),
    subFlow: () => mayPointTo(BotSubFlow),
  },
});

/** An address that starts a sub flow when it is called. */
export class InboundWebhook extends InboundWebhookSchema.class {}
InboundWebhookSchema.setClass(InboundWebhook);
