import { defineEntity, p } from '@mikro-orm/core';
import type { TicketOption } from '../../port/tickets.ts';
import { belongsTo } from '../relations.ts';
import { TicketList } from './ticket-list.entity.ts';

const TicketFieldSchema = defineEntity({
  name: 'TicketField',
  schema: 'chatbot',
  tableName: 'ticket_fields',
  uniques: [{ name: 'ticket_fields_list_id_column_name_unique', properties: ['list', 'columnName'] }],
  properties: {
    id: p.bigint('number').primary(),
    list: () => belongsTo(TicketList),
    columnName: p.text(),
    title: p.text(),
    position: p.integer(),
    options: p.json<readonly TicketOption[]>().nullable().strictNullable(),
  },
});

/** A column of a ticket list: which of the fixed columns it uses, its title, its options where it has some. */
export class TicketField extends TicketFieldSchema.class {}
TicketFieldSchema.setClass(TicketField);
