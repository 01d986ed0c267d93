import { botUserSchema, toBotUser, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { newProfileFields, toProfile } from './profile.schema.ts';

/** `POST /subscriber/create` */
export const createSubscriber = defineOperation({
  id: 'flowCreateBotUser',
  method: 'post',
  path: '/subscriber/create',
  scope: 'subscribers:manage',
  summary: 'Add a subscriber.',
  description:
    'One of phone number and e-mail address may be empty. Somebody who has both the same as a subscriber is refused.',
  input: { body: z.object(newProfileFields) },
  output: botUserSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    return toBotUser(await host.subscribers.create(toProfile(body)));
  },
});
