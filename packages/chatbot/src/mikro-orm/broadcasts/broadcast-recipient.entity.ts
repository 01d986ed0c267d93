import { defineEntity, p } from '@mikro-orm/core';
import type { RecipientStatus } from '../../port/broadcasts.ts';
import { belongsTo } from '../relations.ts';
import { Broadcast } from './broadcast.entity.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const BroadcastRecipientSchema = defineEntity({
  name: 'BroadcastRecipient',
  schema: 'chatbot',
  tableName: 'broadcast_recipients',
  indexes: [
    { name: 'broadcast_recipients_subscriber_id_index', properties: ['subscriber'] },
    { name: 'broadcast_recipients_broadcast_id_status_due_at_index', properties: ['broadcast', 'status', 'dueAt'] },
  ],
  properties: {
    broadcast: () => belongsTo(Broadcast).primary(),
    subscriber: () => belongsTo(BotSubscriber).primary(),
    status: p.text().$type<RecipientStatus>(),
    dueAt: p.datetime().columnType('timestamptz'),
    attempts: p.integer().default(0),
    settledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    reason: p.text().nullable().strictNullable(),
  },
});

/** One subscriber of a broadcast; not written to before `dueAt`. */
export class BroadcastRecipient extends BroadcastRecipientSchema.class {}
BroadcastRecipientSchema.setClass(BroadcastRecipient);
