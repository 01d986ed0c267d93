import type { Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const countSchema = z.object({ num: z.int(), status: z.enum(['open', 'pending', 'spam', 'done']) });

/** `GET /flow/bot-users-count` */
export const countBotUsers = defineOperation({
  id: 'flowBotUsersCount',
  method: 'get',
  path: '/flow/bot-users-count',
  scope: 'flows:view',
  summary: 'Count subscribers by chat status.',
  description: 'Each status comes once, those with nobody included.',
  input: {},
  output: z.object({ data: z.array(countSchema), status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>) {
    const counts = await host.flows.countSubscribers();
    return { data: counts.map(({ status, count }) => ({ num: count, status })), status: 'ok' as const };
  },
});
