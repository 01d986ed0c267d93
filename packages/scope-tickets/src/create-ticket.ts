import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { ticketColumns, titleSchema } from './ticket-columns.schema.ts';
import { listParams } from './ticket-params.schema.ts';

/** `POST /team/ticket-lists/{listId}/create` */
export const createTicket = defineOperation({
  id: 'teamCreateTicketListItem',
  method: 'post',
  path: '/team/ticket-lists/{listId}/create',
  scope: 'tickets:manage',
  summary: 'Add a ticket.',
  description: 'Only the columns that the list defines are taken.',
  input: {
    params: listParams,
    body: z.strictObject({ user_ns: userNsSchema, title: titleSchema, ...ticketColumns }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { params, body: { user_ns: userNs, ...columns } }) {
    await host.tickets.create(params.listId, { userNs, columns });
    return ok;
  },
});
