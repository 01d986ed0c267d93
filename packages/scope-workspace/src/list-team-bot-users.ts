import {
  botUserListSchema,
  subscriberFilterFields,
  subscriberPages,
  toBotUser,
  toPageFields,
  toSubscriberFilter,
  type Chatbot,
} from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `GET /team-bot-users` */
export const listTeamBotUsers = defineOperation({
  id: 'teamBotUsers',
  method: 'get',
  path: '/team-bot-users',
  scope: 'workspace:view',
  summary: 'Search subscribers across the workspace.',
  description:
    'A subscriber is listed who meets all that is asked for, in the order they came. Each is listed with user fields of 50,000 bytes at most; read one subscriber alone for all of them.',
  input: { query: z.object(subscriberFilterFields) },
  output: botUserListSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.subscribers.search(toSubscriberFilter(query));
    return { data: page.items.map(toBotUser), ...toPageFields(page, query, subscriberPages) };
  },
});
