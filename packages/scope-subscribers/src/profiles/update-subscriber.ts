import { botUserSchema, toBotUser, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { changedProfileFields, toProfile } from './profile.schema.ts';

/** `PUT /subscriber/update` */
export const updateSubscriber = defineOperation({
  id: 'flowUpdateBotUser',
  method: 'put',
  path: '/subscriber/update',
  scope: 'subscribers:manage',
  summary: 'Change profile data of a subscriber.',
  description: 'What is left out stays as it is; an empty text takes it away.',
  input: { body: z.object({ user_ns: userNsSchema, ...changedProfileFields }) },
  output: botUserSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    return toBotUser(await host.subscribers.update(body.user_ns, toProfile(body)));
  },
});
