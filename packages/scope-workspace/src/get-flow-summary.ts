import { eventRanges, type Chatbot, type DailyUsage } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const usageSchema = z
  .object({
    flow_ns: z.string(),
    summary_date: z.string().meta({ examples: ['2023-02-14'] }),
    total_bot_users: z.int(),
    day_new_bot_users: z.int(),
    day_active_bot_users: z.int().meta({ description: 'Subscribers who wrote.' }),
    day_in_messages: z.int(),
    day_out_messages: z.int(),
    day_agent_messages: z.int(),
    day_note_messages: z.int(),
    day_total_messages: z.int().meta({ description: 'In, out and of agents; notes are not counted.' }),
    day_email_sent: z.int(),
    avg_agent_response_time: z
      .int()
      .optional()
      .meta({ description: "Seconds from a subscriber's last message to an agent's answer; left out without one." }),
  })
  .meta({ id: 'FlowUsageSummary' });

/** `GET /flow-summary` */
export const getFlowSummary = defineOperation({
  id: 'AnalyticsFlowSummary',
  method: 'get',
  path: '/flow-summary',
  scope: 'workspace:view',
  summary: 'Daily usage figures per bot.',
  description:
    'A row for each day in UTC, the first day first; every period ends yesterday or before, weeks begin on Monday. Figures that are not recorded are left out.',
  input: {
    query: z.object({
      range: z
        .enum(eventRanges, `Give one of these periods: ${eventRanges.join(', ')}.`)
        .default('yesterday')
        .meta({ description: 'Reporting period.', examples: ['yesterday'] }),
      flow_ns: z
        .string('Give the id of the bot as text, like "f123".')
        .optional()
        .meta({ description: 'Keep only this bot.', examples: ['f123'] }),
    }),
  },
  output: z.object({ data: z.array(usageSchema) }).meta({ id: 'FlowUsageSummaryResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const days = await host.workspace.usage(query.range, query.flow_ns || undefined);
    return { data: days.map(toUsage) };
  },
});

function toUsage(day: DailyUsage): z.output<typeof usageSchema> {
  const { inMessages, outMessages, agentMessages, agentResponseSeconds } = day;
  return {
    flow_ns: day.botNs,
    summary_date: day.day,
    total_bot_users: day.subscribers,
    day_new_bot_users: day.newSubscribers,
    day_active_bot_users: day.activeSubscribers,
    day_in_messages: inMessages,
    day_out_messages: outMessages,
    day_agent_messages: agentMessages,
    day_note_messages: day.notes,
    day_total_messages: inMessages + outMessages + agentMessages,
    day_email_sent: day.emails,
    ...(agentResponseSeconds !== null && { avg_agent_response_time: agentResponseSeconds }),
  };
}
