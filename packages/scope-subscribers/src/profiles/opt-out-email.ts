import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/opt-out-email` */
export const optOutEmail = defineOperation({
  id: 'flowBotUserOptOutEmail',
  method: 'delete',
  path: '/subscriber/opt-out-email',
  scope: 'subscribers:manage',
  summary: 'Withdraw e-mail consent.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.optOut(body.user_ns, 'email');
    return ok;
  },
});
