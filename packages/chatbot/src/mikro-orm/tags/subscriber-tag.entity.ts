import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { BotTag } from './tag.entity.ts';

const SubscriberTagSchema = defineEntity({
  name: 'SubscriberTag',
  schema: 'chatbot',
  tableName: 'subscriber_tags',
  indexes: [{ name: 'subscriber_tags_tag_id_index', properties: ['tag'] }],
  properties: {
    subscriber: () => belongsTo(BotSubscriber).primary(),
    tag: () => belongsTo(BotTag).primary(),
    addedAt: p.datetime().columnType('timestamptz'),
  },
});

/** A tag on a subscriber. */
export class SubscriberTag extends SubscriberTagSchema.class {}
SubscriberTagSchema.setClass(SubscriberTag);
