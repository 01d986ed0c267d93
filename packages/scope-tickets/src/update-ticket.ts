import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { ticketColumns, titleSchema } from './ticket-columns.schema.ts';
import { ticketParams, toRef } from './ticket-params.schema.ts';

/** `PUT /team/ticket-lists/{listId}/update/{listItemId}` */
export const updateTicket = defineOperation({
  id: 'teamUpdateTicketListItem',
  method: 'put',
  path: '/team/ticket-lists/{listId}/update/{listItemId}',
  scope: 'tickets:manage',
  summary: 'Change some columns of a ticket.',
  description: 'Columns that are left out stay as they are.',
  input: {
    params: ticketParams,
    body: z.strictObject({
      title: titleSchema.optional(),
      ...ticketColumns,
      comment: z
        .object(
          {
            content: z.string('Give the comment as text.').optional(),
            url: z.string('Give the address of the attachment as text.').optional(),
          },
          'Give the comment as an object.',
        )
        .optional()
        .meta({
          description: 'Adds a comment, with an attachment where one is given; one with neither adds nothing.',
          examples: [{ content: 'Sent to the workshop.', url: 'https://files.example.com/zip.png' }],
        }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { params, body: { comment, ...columns } }) {
    const { content = '', url = '' } = comment ?? {};
    const said = content === '' && url === '' ? undefined : { content, file: url || null };
    await host.tickets.update(toRef(params), { columns, comment: said });
    return ok;
  },
});
