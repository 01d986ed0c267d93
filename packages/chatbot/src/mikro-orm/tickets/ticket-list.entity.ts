import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const TicketListSchema = defineEntity({
  name: 'TicketList',
  schema: 'chatbot',
  tableName: 'ticket_lists',
  uniques: [{ name: 'ticket_lists_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    code: p.text(),
    icon: p.text().nullable().strictNullable(),
    isLive: p.boolean(),
  },
});

/** A board of tickets. */
export class TicketList extends TicketListSchema.class {}
TicketListSchema.setClass(TicketList);
