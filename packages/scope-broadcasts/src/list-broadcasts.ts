import {
  broadcastStatuses,
  broadcastTypes,
  pageFields,
  pageQueryFields,
  toPageFields,
  toPlatformTime,
  type Broadcast,
  type Chatbot,
} from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const broadcastSchema = z
  .object({
    broadcast_ns: z.string(),
    name: z.string(),
    status: z.enum(broadcastStatuses),
    type: z.enum(broadcastTypes).optional(),
    sub_flow_ns: z.string(),
    recipients: z.int(),
    sent: z.int(),
    failed: z.int(),
    scheduled_time: z.string().optional(),
    created_at: z.string(),
    ended_at: z.string().optional(),
  })
  .meta({ id: 'Broadcast' });

function toBroadcast(broadcast: Broadcast): z.output<typeof broadcastSchema> {
  const { ns, name, status, type, subFlowNs, recipients, sent, failed, scheduledAt, createdAt, endedAt } = broadcast;
  return {
    broadcast_ns: ns,
    name: name ?? '',
    status,
    ...(type && { type }),
    sub_flow_ns: subFlowNs ?? '',
    recipients,
    sent,
    failed,
    ...(scheduledAt && { scheduled_time: toPlatformTime(scheduledAt) }),
    created_at: toPlatformTime(createdAt),
    ...(endedAt && { ended_at: toPlatformTime(endedAt) }),
  };
}

const bounds = { limit: 100, pages: 500, isStrict: true };

/** `GET /subscriber/broadcasts` */
export const listBroadcasts = defineOperation({
  id: 'flowBotUserBroadcasts',
  method: 'get',
  path: '/subscriber/broadcasts',
  scope: 'broadcasts:view',
  summary: 'List broadcasts of the bot.',
  description: 'Newest first, each with how many got it.',
  input: {
    query: z.object({
      ...pageQueryFields(bounds),
      status: z
        .enum(broadcastStatuses, `Give one of these: ${broadcastStatuses.join(', ')}.`)
        .optional()
        .meta({ description: 'Only broadcasts that stand like this.', examples: ['Scheduled'] }),
    }),
  },
  output: z.object({ data: z.array(broadcastSchema), ...pageFields }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.broadcasts.list(query);
    return { data: page.items.map(toBroadcast), ...toPageFields(page, query, bounds) };
  },
});
