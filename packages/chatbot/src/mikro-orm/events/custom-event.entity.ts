import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const CustomEventSchema = defineEntity({
  name: 'CustomEvent',
  schema: 'chatbot',
  tableName: 'custom_events',
  uniques: [{ name: 'custom_events_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    description: p.text().nullable().strictNullable(),
    textLabel: p.text().nullable().strictNullable(),
    numberLabel: p.text().nullable().strictNullable(),
    priceLabel: p.text().nullable().strictNullable(),
  },
});

/** Something that a bot counts, and what its three values mean. */
export class CustomEvent extends CustomEventSchema.class {}
CustomEventSchema.setClass(CustomEvent);
