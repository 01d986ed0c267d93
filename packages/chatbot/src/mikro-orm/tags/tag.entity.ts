import { defineEntity, p } from '@mikro-orm/core';
import { Bot } from '../bots/bot.entity.ts';
import { belongsTo } from '../relations.ts';

const BotTagSchema = defineEntity({
  name: 'BotTag',
  schema: 'chatbot',
  tableName: 'tags',
  uniques: [{ name: 'tags_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
  },
});

/** A tag of a bot; its name is unique there. */
export class BotTag extends BotTagSchema.class {}
BotTagSchema.setClass(BotTag);
