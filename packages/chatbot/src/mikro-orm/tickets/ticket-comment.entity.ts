import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Agent } from '../team/agent.entity.ts';
import { Ticket } from './ticket.entity.ts';

const TicketCommentSchema = defineEntity({
  name: 'TicketComment',
  schema: 'chatbot',
  tableName: 'ticket_comments',
  indexes: [{ name: 'ticket_comments_ticket_id_id_index', properties: ['ticket', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    ticket: () => belongsTo(Ticket),
    agent: () => mayPointTo(Agent),
    content: p.text(),
    file: p.text().nullable().strictNullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
  },
});

/** A comment on a ticket. */
export class TicketComment extends TicketCommentSchema.class {}
TicketCommentSchema.setClass(TicketComment);
