import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const TeamLabelSchema = defineEntity({
  name: 'TeamLabel',
  schema: 'chatbot',
  tableName: 'labels',
  uniques: [{ name: 'labels_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
  },
});

/** A label that a team sorts subscribers with. */
export class TeamLabel extends TeamLabelSchema.class {}
TeamLabelSchema.setClass(TeamLabel);
