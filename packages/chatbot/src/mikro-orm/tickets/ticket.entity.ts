import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';
import { TicketList } from './ticket-list.entity.ts';

const TicketSchema = defineEntity({
  name: 'Ticket',
  schema: 'chatbot',
  tableName: 'tickets',
  indexes: [{ name: 'tickets_list_id_id_index', properties: ['list', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    list: () => belongsTo(TicketList),
    subscriber: () => mayPointTo(BotSubscriber),
    title: p.text(),
    values: p.json<Record<string, unknown>>(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
  },
});

/** A ticket; `values` holds what is in its columns, by column. */
export class Ticket extends TicketSchema.class {}
TicketSchema.setClass(Ticket);
