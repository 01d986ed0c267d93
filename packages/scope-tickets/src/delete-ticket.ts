import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { ticketParams, toRef } from './ticket-params.schema.ts';

/** `DELETE /team/ticket-lists/{listId}/delete/{listItemId}` */
export const deleteTicket = defineOperation({
  id: 'teamDeleteTicketListItem',
  method: 'delete',
  path: '/team/ticket-lists/{listId}/delete/{listItemId}',
  scope: 'tickets:manage',
  summary: 'Remove a ticket.',
  input: { params: ticketParams },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { params }) {
    await host.tickets.delete(toRef(params));
    return ok;
  },
});
