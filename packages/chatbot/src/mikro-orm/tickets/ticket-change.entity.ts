import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { TicketList } from './ticket-list.entity.ts';

const TicketChangeSchema = defineEntity({
  name: 'TicketChange',
  schema: 'chatbot',
  tableName: 'ticket_changes',
  indexes: [{ name: 'ticket_changes_list_id_id_index', properties: ['list', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    list: () => belongsTo(TicketList),
    ticketId: p.bigint('number'),
    subscriberId: p.bigint('number').nullable().strictNullable(),
    action: p.text().$type<'create' | 'update'>(),
    columnName: p.text().nullable().strictNullable(),
    value: p.bigint('number').nullable().strictNullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One line of a ticket list's log; it outlives the ticket. */
export class TicketChange extends TicketChangeSchema.class {}
TicketChangeSchema.setClass(TicketChange);
