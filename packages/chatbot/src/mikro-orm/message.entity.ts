import { defineEntity, p } from '@mikro-orm/core';
import type { Message } from '../chatbot.ts';
import { BotSubFlow } from './sub-flow.entity.ts';
import { BotSubscriber } from './subscriber.entity.ts';

const BotMessageSchema = defineEntity({
  name: 'BotMessage',
  schema: 'chatbot',
  tableName: 'messages',
  indexes: [{ name: 'messages_subscriber_id_id_index', properties: ['subscriber', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    subscriber: () => p.manyToOne(BotSubscriber).mapToPk().deleteRule('cascade').updateRule('no action').index(false),
    subFlow: () =>
      p
        .manyToOne(BotSubFlow)
        .mapToPk()
        .deleteRule('set null')
        .updateRule('no action')
        .index(false)
        .nullable()
        .strictNullable(),
    direction: p.text().$type<Message['direction']>(),
    content: p.text(),
    sentAt: p.datetime().columnType('timestamptz'),
  },
});

/** One message of a subscriber's conversation. */
export class BotMessage extends BotMessageSchema.class {}
BotMessageSchema.setClass(BotMessage);
