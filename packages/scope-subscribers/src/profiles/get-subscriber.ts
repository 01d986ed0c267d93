import { botUserSchema, toBotUser, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `GET /subscriber/get-info` */
export const getSubscriber = defineOperation({
  id: 'flowBotUserInfo',
  method: 'get',
  path: '/subscriber/get-info',
  scope: 'subscribers:view',
  summary: 'Read one subscriber.',
  input: { query: z.object({ user_ns: userNsSchema }) },
  output: botUserSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    return toBotUser(await host.subscribers.find(query.user_ns));
  },
});
