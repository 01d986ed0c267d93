import { defineEntity, p } from '@mikro-orm/core';
import type { ChatStatus, Gender } from '../../port/subscribers.ts';
import { Bot } from '../bots/bot.entity.ts';
import { belongsTo, mayPointTo } from '../relations.ts';
import { AgentGroup } from '../team/agent-group.entity.ts';
import { Agent } from '../team/agent.entity.ts';

const timestamp = () => p.datetime().columnType('timestamptz').nullable().strictNullable();
const text = () => p.text().nullable().strictNullable();

// Finds who has a phone number and an e-mail address already, however they were written.
const contactIndex = `create index subscribers_contact_index on chatbot.subscribers
  (bot_id, ltrim(coalesce(phone, ''), '+'), lower(coalesce(email, '')))`;

const BotSubscriberSchema = defineEntity({
  name: 'BotSubscriber',
  schema: 'chatbot',
  tableName: 'subscribers',
  uniques: [{ name: 'subscribers_bot_id_user_id_unique', properties: ['bot', 'userId'] }],
  indexes: [
    { name: 'subscribers_bot_id_id_index', properties: ['bot', 'id'] },
    { name: 'subscribers_contact_index', expression: contactIndex },
  ],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    firstName: text(),
    lastName: text(),
    email: text(),
    phone: text(),
    gender: p.text().$type<Gender>().nullable().strictNullable(),
    image: text(),
    channel: p.text(),
    userId: text(),
    language: text(),
    locale: text(),
    status: p.text().$type<ChatStatus>(),
    subscribedAt: p.datetime().columnType('timestamptz'),
    unsubscribedAt: timestamp(),
    optedInEmailAt: timestamp(),
    optedInSmsAt: timestamp(),
    optedInThrough: text(),
    botPausedUntil: timestamp(),
    lastSeenAt: timestamp(),
    lastInteractionAt: timestamp(),
    lastBotInteractionAt: timestamp(),
    lastMessageAt: timestamp(),
    lastMessageType: text(),
    agent: () => mayPointTo(Agent),
    agentGroup: () => mayPointTo(AgentGroup),
  },
});

/** A person who talks with a bot; `userId` is who they are on their channel, unique in the bot. */
export class BotSubscriber extends BotSubscriberSchema.class {}
BotSubscriberSchema.setClass(BotSubscriber);
