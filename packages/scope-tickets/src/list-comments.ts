import { pageFields, pageQueryFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { commentSchema, toComment } from './comment.schema.ts';
import { ticketParams, toRef } from './ticket-params.schema.ts';

const bounds = { limit: 100, pages: 1_000, isStrict: true };

/** `GET /team/ticket-lists/{listId}/items/{listItemId}/comments` */
export const listComments = defineOperation({
  id: 'teamTicketListItemComments',
  method: 'get',
  path: '/team/ticket-lists/{listId}/items/{listItemId}/comments',
  scope: 'tickets:view',
  summary: 'List comments on a ticket.',
  input: { params: ticketParams, query: z.object(pageQueryFields(bounds)) },
  output: z.object({ data: z.array(commentSchema), status: z.literal('ok'), ...pageFields }),
  async run({ host }: OperationContext<Chatbot>, { params, query }) {
    const page = await host.tickets.comments(toRef(params), query);
    const data = page.items.map((comment) => toComment(comment, params.listId));
    return { data, status: 'ok' as const, ...toPageFields(page, {}, bounds) };
  },
});
