import { eventRanges, toPlatformTime, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { customEventSchema, eventNsSchema, toCustomEvent } from './custom-event.schema.ts';

const counts = { num: z.int(), unique_user_num: z.int() };

/** `GET /flow/custom-events/summary` */
export const summarizeEvent = defineOperation({
  id: 'flowEventsSummary',
  method: 'get',
  path: '/flow/custom-events/summary',
  scope: 'custom-events:view',
  summary: 'Count occurrences of one event over a period.',
  description: 'Whole days in UTC; weeks begin on Monday.',
  input: {
    query: z.object({
      event_ns: eventNsSchema,
      range: z
        .enum(eventRanges, `Give one of these: ${eventRanges.join(', ')}.`)
        .optional()
        .meta({ description: 'The period; yesterday without it.', examples: ['last_7_days'] }),
    }),
  },
  output: z.object({
    data: customEventSchema,
    start_date: z.string(),
    end_date: z.string(),
    stats: z.array(z.object({ start_date: z.string(), ...counts })),
    text_values: z.array(z.object({ text_value: z.string(), ...counts })),
    total: z.object(counts),
    status: z.literal('ok'),
  }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const summary = await host.events.summary(query.event_ns, query.range ?? 'yesterday');
    const { event, from, until, total, days, texts } = summary;
    return {
      data: toCustomEvent(event),
      start_date: toPlatformTime(from),
      end_date: toPlatformTime(new Date(until.getTime() - 1000)),
      stats: days.map(({ day, occurrences, people }) => ({
        start_date: day,
        num: occurrences,
        unique_user_num: people,
      })),
      text_values: texts.map(({ text, occurrences, people }) => {
        return { text_value: text, num: occurrences, unique_user_num: people };
      }),
      total: { num: total.occurrences, unique_user_num: total.people },
      status: 'ok' as const,
    };
  },
});
