import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { listParams } from './ticket-params.schema.ts';

/** `GET /team/ticket-lists/{listId}/fields` */
export const listFields = defineOperation({
  id: 'teamTicketListFields',
  method: 'get',
  path: '/team/ticket-lists/{listId}/fields',
  scope: 'tickets:view',
  summary: 'List the columns of a ticket list.',
  input: { params: listParams },
  output: z.object({
    status: z.literal('ok'),
    data: z.array(
      z.object({
        column_name: z.string(),
        title: z.string(),
        options: z.array(z.object({ key: z.int(), code: z.string(), name: z.string() })).optional(),
      }),
    ),
  }),
  async run({ host }: OperationContext<Chatbot>, { params }) {
    const fields = await host.tickets.fields(params.listId);
    const data = fields.map(({ column, title, options }) => {
      return { column_name: column, title, ...(options && { options: [...options] }) };
    });
    return { status: 'ok' as const, data };
  },
});
