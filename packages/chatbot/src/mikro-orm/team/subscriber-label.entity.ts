import { defineEntity } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { TeamLabel } from './team-label.entity.ts';

const SubscriberLabelSchema = defineEntity({
  name: 'SubscriberLabel',
  schema: 'chatbot',
  tableName: 'subscriber_labels',
  indexes: [{ name: 'subscriber_labels_label_id_index', properties: ['label'] }],
  properties: {
    subscriber: () => belongsTo(BotSubscriber).primary(),
    label: () => belongsTo(TeamLabel).primary(),
  },
});

/** A label on a subscriber. */
export class SubscriberLabel extends SubscriberLabelSchema.class {}
SubscriberLabelSchema.setClass(SubscriberLabel);
