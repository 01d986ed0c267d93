import { defineEntity, p } from '@mikro-orm/core';
import type { BroadcastStatus, BroadcastType } from '../../port/broadcasts.ts';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotSubFlow } from '../flows/sub-flow.entity.ts';

const BroadcastSchema = defineEntity({
  name: 'Broadcast',
  schema: 'chatbot',
  tableName: 'broadcasts',
  indexes: [
    { name: 'broadcasts_bot_id_id_index', properties: ['bot', 'id'] },
    { name: 'broadcasts_status_next_at_index', properties: ['status', 'nextAt'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    installationId: p.text(),
    name: p.text().nullable().strictNullable(),
    subFlow: () => mayPointTo(BotSubFlow),
    type: p.text().$type<BroadcastType>().nullable().strictNullable(),
    messageTag: p.text().nullable().strictNullable(),
    template: p.json<Record<string, unknown>>().nullable().strictNullable(),
    botFields: p.json<Record<string, unknown>>().nullable().strictNullable(),
    userFields: p.json<Record<string, unknown>>().nullable().strictNullable(),
    maxPerMinute: p.integer(),
    status: p.text().$type<BroadcastStatus>(),
    scheduledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    /** From when on it may write to somebody next. */
    nextAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    createdAt: p.datetime().columnType('timestamptz'),
    endedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** A message for many subscribers: a sub flow, or a template of a channel. */
export class Broadcast extends BroadcastSchema.class {}
BroadcastSchema.setClass(Broadcast);
