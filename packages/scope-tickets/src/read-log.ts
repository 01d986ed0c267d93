import { fromUnixSeconds, toPlatformTime, unixSecondsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { listParams } from './ticket-params.schema.ts';

const changeSchema = z
  .object({
    id: z.int(),
    event_ns: z.string(),
    flow_ns: z.string(),
    list_id: z.int(),
    list_item_id: z.int(),
    user_ns: z.string(),
    action: z.enum(['create', 'update']),
    column_name: z.string(),
    value: z.int().optional(),
    created_at: z.string(),
  })
  .meta({ id: 'TeamListLogData' });

/** `GET /team/ticket-lists/{listId}/log-data` */
export const readLog = defineOperation({
  id: 'teamTicketListLogData',
  method: 'get',
  path: '/team/ticket-lists/{listId}/log-data',
  scope: 'tickets:view',
  summary: 'Read the change log of a ticket list.',
  description:
    'A line for the title of each ticket that was made or renamed, and for each option chosen in one; the newest last.',
  input: {
    params: listParams,
    query: z.object({
      start_time: unixSecondsSchema('Not before, in Unix seconds; no older than six months.'),
      end_time: unixSecondsSchema('Not after, in Unix seconds; no older than six months.'),
      flow_ns: z
        .string('Give the id of the bot as text, like "f123".')
        .optional()
        .meta({ description: 'Only lines of this bot; a workspace has one.', examples: ['f123'] }),
      user_ns: z
        .string('Give the id of the subscriber as text, like "f123u456".')
        .optional()
        .meta({ description: 'Only tickets of this subscriber.', examples: ['f123u456'] }),
      list_item_id: z.coerce
        .number('Give the id of the ticket as a number.')
        .int('Give the id of the ticket as a whole number.')
        .max(Number.MAX_SAFE_INTEGER, 'There is no such ticket.')
        .optional()
        .meta({ description: 'Only this ticket.', examples: [456] }),
      column_name: z
        .enum(['select1', 'select2', 'select3', 'select4', 'select5'], 'Give one of select1 to select5.')
        .optional()
        .meta({ description: 'Only this column.', examples: ['select1'] }),
      limit: z.coerce
        .number('Give the number of lines.')
        .int('Give the number of lines as a whole number.')
        .min(1, 'Ask for at least one line.')
        .max(100, 'Ask for at most 100 lines.')
        .optional()
        .meta({ description: 'How many at most; 100 without it.', examples: [20] }),
    }),
  },
  output: z.object({ data: z.array(changeSchema) }).meta({ id: 'TeamListLogDataResource' }),
  async run({ host }: OperationContext<Chatbot>, { params, query }) {
    const { start_time: from, end_time: to, flow_ns: flowNs, user_ns: userNs, list_item_id: ticketId } = query;
    const changes = await host.tickets.log(params.listId, {
      from: fromUnixSeconds(from),
      to: fromUnixSeconds(to),
      flowNs,
      userNs,
      ticketId,
      column: query.column_name,
      limit: query.limit,
    });
    const data = changes.map((change) => ({
      id: change.id,
      event_ns: '',
      flow_ns: change.flowNs,
      list_id: params.listId,
      list_item_id: change.ticketId,
      user_ns: change.userNs ?? '',
      action: change.action,
      column_name: change.column ?? '',
      ...(change.value !== null && { value: change.value }),
      created_at: toPlatformTime(change.at),
    }));
    return { data };
  },
});
