import { defineEntity, p } from '@mikro-orm/core';
import type { FieldType } from '../../port/fields.ts';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const BotFieldSchema = defineEntity({
  name: 'BotField',
  schema: 'chatbot',
  tableName: 'fields',
  uniques: [{ name: 'fields_bot_id_kind_name_unique', properties: ['bot', 'kind', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    kind: p.text().$type<'user' | 'bot'>(),
    name: p.text(),
    type: p.text().$type<FieldType>(),
    description: p.text().nullable().strictNullable(),
    displayType: p.text().$type<'default' | 'pin' | 'hidden'>(),
    isTemplate: p.boolean(),
    value: p.json<unknown>().nullable().strictNullable(),
  },
});

/** A typed value kept per subscriber (`user`) or once per bot (`bot`); `value` is of bot fields alone. */
export class BotField extends BotFieldSchema.class {}
BotFieldSchema.setClass(BotField);
