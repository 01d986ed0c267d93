import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { commentSchema, toComment } from './comment.schema.ts';
import { ticketParams, toRef } from './ticket-params.schema.ts';

/** `POST /team/ticket-lists/{listId}/items/{listItemId}/comments` */
export const createComment = defineOperation({
  id: 'teamCreateTicketListItemComment',
  method: 'post',
  path: '/team/ticket-lists/{listId}/items/{listItemId}/comments',
  scope: 'tickets:manage',
  summary: 'Add a comment to a ticket.',
  status: 201,
  invalidInputStatus: 422,
  input: {
    params: ticketParams,
    body: z.object({
      content: z
        .string('Give the comment as text.')
        .max(2_000, 'A comment has at most 2,000 characters.')
        .meta({
          description: 'The comment; at most 2,000 characters.',
          examples: ['The issue has been investigated.'],
        }),
      file: z
        .string('Give the address of the attachment as text.')
        .max(500, 'The address of an attachment has at most 500 characters.')
        .nullable()
        .optional()
        .meta({
          description: 'The address of an attachment; begins with https://.',
          examples: ['https://files.example.com/invoice.pdf'],
        }),
    }),
  },
  output: z.object({ data: commentSchema, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { params, body }) {
    const comment = await host.tickets.comment(toRef(params), { content: body.content, file: body.file ?? null });
    return { data: toComment(comment, params.listId), status: 'ok' as const };
  },
});
