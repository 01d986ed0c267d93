import { botUserSchema, toBotUser, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const userId = z
  .string('Give the id on the channel as text, like "61412345678".')
  .meta({ description: 'Who the person is on the channel.', examples: ['61412345678'] });

/** `GET /subscriber/get-info-by-user-id` */
export const getSubscriberByUserId = defineOperation({
  id: 'flowBotUserInfoByUserId',
  method: 'get',
  path: '/subscriber/get-info-by-user-id',
  scope: 'subscribers:view',
  summary: 'Read one subscriber by channel-side id.',
  input: { query: z.object({ user_id: userId }) },
  output: botUserSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    return toBotUser(await host.subscribers.findByUserId(query.user_id));
  },
});
