import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { CustomEvent } from './custom-event.entity.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const EventOccurrenceSchema = defineEntity({
  name: 'EventOccurrence',
  schema: 'chatbot',
  tableName: 'event_occurrences',
  indexes: [
    { name: 'event_occurrences_event_id_id_index', properties: ['event', 'id'] },
    { name: 'event_occurrences_subscriber_id_index', properties: ['subscriber'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    event: () => belongsTo(CustomEvent),
    subscriber: () => belongsTo(BotSubscriber),
    textValue: p.text().nullable().strictNullable(),
    numberValue: p.decimal('number').columnType('numeric').nullable().strictNullable(),
    priceValue: p.decimal('number').columnType('numeric').nullable().strictNullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One occurrence of a custom event. */
export class EventOccurrence extends EventOccurrenceSchema.class {}
EventOccurrenceSchema.setClass(EventOccurrence);
