import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/unsubscribe-from-bot` */
export const unsubscribeFromBot = defineOperation({
  id: 'flowBotUserUnsubscribeFromBot',
  method: 'delete',
  path: '/subscriber/unsubscribe-from-bot',
  scope: 'subscribers:manage',
  summary: 'Unsubscribe the person from the bot.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.unsubscribe(body.user_ns);
    return ok;
  },
});
