import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { BotField } from './field.entity.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const SubscriberFieldSchema = defineEntity({
  name: 'SubscriberField',
  schema: 'chatbot',
  tableName: 'subscriber_fields',
  indexes: [{ name: 'subscriber_fields_field_id_index', properties: ['field'] }],
  properties: {
    subscriber: () => belongsTo(BotSubscriber).primary(),
    field: () => belongsTo(BotField).primary(),
    value: p.json<unknown>(),
  },
});

/** The value of a user field for one subscriber, as JSON of the field's type. */
export class SubscriberField extends SubscriberFieldSchema.class {}
SubscriberFieldSchema.setClass(SubscriberField);
