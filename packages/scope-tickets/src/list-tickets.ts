import { pageFields, pageQueryFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { listParams } from './ticket-params.schema.ts';
import { ticketSchema, toTicket } from './ticket.schema.ts';

/** `GET /team/ticket-lists/{listId}/items` */
export const listTickets = defineOperation({
  id: 'teamTicketListItems',
  method: 'get',
  path: '/team/ticket-lists/{listId}/items',
  scope: 'tickets:view',
  summary: 'List tickets.',
  input: {
    params: listParams,
    query: z.object({
      ...pageQueryFields({ limit: 1_000, pages: 100 }),
      title: z
        .string('Give the title as text.')
        .optional()
        .meta({ description: 'Search by title: any part, in any letter case.', examples: ['zip'] }),
      flow_ns: z
        .string('Give the id of the bot as text, like "f123".')
        .optional()
        .meta({ description: 'Only tickets of this bot; a workspace has one.', examples: ['f123'] }),
      user_ns: z
        .string('Give the id of the subscriber as text, like "f123u456".')
        .optional()
        .meta({ description: 'Only tickets of this subscriber.', examples: ['f123u456'] }),
    }),
  },
  output: z.object({ data: z.array(ticketSchema), ...pageFields }).meta({ id: 'TicketResource' }),
  async run({ host }: OperationContext<Chatbot>, { params, query }) {
    const { title, flow_ns: flowNs, user_ns: userNs, limit, page: number } = query;
    const page = await host.tickets.list(params.listId, { limit, page: number, name: title, userNs, flowNs });
    return { data: page.items.map(toTicket), ...toPageFields(page, query) };
  },
});
