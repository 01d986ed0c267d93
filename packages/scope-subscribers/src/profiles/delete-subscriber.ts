import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/delete` */
export const deleteSubscriber = defineOperation({
  id: 'flowDeleteBotUser',
  method: 'delete',
  path: '/subscriber/delete',
  scope: 'subscribers:manage',
  summary: 'Remove a subscriber.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.delete(body.user_ns);
    return ok;
  },
});
