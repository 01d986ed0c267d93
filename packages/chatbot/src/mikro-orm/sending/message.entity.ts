import { defineEntity, p } from '@mikro-orm/core';
import type { MediaType, Medium, MessageType } from '../../port/sending.ts';
import { BotNode } from '../flows/node.entity.ts';
import { BotSubFlow } from '../flows/sub-flow.entity.ts';
import { belongsTo, mayPointTo } from '../relations.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { Agent } from '../team/agent.entity.ts';

const BotMessageSchema = defineEntity({
  name: 'BotMessage',
  schema: 'chatbot',
  tableName: 'messages',
  indexes: [
    { name: 'messages_subscriber_id_id_index', properties: ['subscriber', 'id'] },
    { name: 'messages_mid_index', properties: ['mid'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    subscriber: () => belongsTo(BotSubscriber),
    subFlow: () => mayPointTo(BotSubFlow),
    node: () => mayPointTo(BotNode),
    agent: () => mayPointTo(Agent),
    installationId: p.text().nullable().strictNullable(),
    type: p.text().$type<MessageType>(),
    medium: p.text().$type<Medium>(),
    mediaType: p.text().$type<MediaType>(),
    content: p.text(),
    payload: p.json<Record<string, unknown>>().nullable().strictNullable(),
    mid: p.text(),
    sentAt: p.datetime().columnType('timestamptz'),
  },
});

/** One message of a subscriber's conversation. */
export class BotMessage extends BotMessageSchema.class {}
BotMessageSchema.setClass(BotMessage);
