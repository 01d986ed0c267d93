import { fromUnixSeconds, unixSecondsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { eventNsSchema, occurrenceSchema, toOccurrence } from './custom-event.schema.ts';

/** `GET /flow/custom-events/data` */
export const readOccurrences = defineOperation({
  id: 'flowEventsData',
  method: 'get',
  path: '/flow/custom-events/data',
  scope: 'custom-events:view',
  summary: 'Read logged occurrences of one event.',
  description:
    'items holds the occurrences, oldest first; go on with start_id one above the last id. data is the first of them, as clients of the platform expect one object there.',
  input: {
    query: z.object({
      event_ns: eventNsSchema,
      start_time: unixSecondsSchema('Not before, in Unix seconds; no older than six months.'),
      end_time: unixSecondsSchema('Not after, in Unix seconds; no older than six months.'),
      start_id: z.coerce
        .number('Give the id as a number.')
        .int('Give the id as a whole number.')
        .min(0, 'Ids are counted from 1.')
        .max(Number.MAX_SAFE_INTEGER, 'There is no such id.')
        .optional()
        .meta({ description: 'The first id to answer.', examples: [1] }),
      limit: z.coerce
        .number('Give the number of occurrences.')
        .int('Give the number of occurrences as a whole number.')
        .min(1, 'Ask for at least one occurrence.')
        .max(100, 'Ask for at most 100 occurrences.')
        .optional()
        .meta({ description: 'How many at most; 100 without it.', examples: [20] }),
    }),
  },
  output: z.object({ data: occurrenceSchema, items: z.array(occurrenceSchema), status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const { event_ns: ns, start_time: from, end_time: to, start_id: startId, limit } = query;
    const occurrences = await host.events.occurrences(ns, {
      from: fromUnixSeconds(from),
      to: fromUnixSeconds(to),
      startId,
      limit,
    });
    const items = occurrences.map(toOccurrence);
    return { data: items[0] ?? { event_ns: ns }, items, status: 'ok' as const };
  },
});
