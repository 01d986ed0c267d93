import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/opt-in-email` */
export const optInEmail = defineOperation({
  id: 'flowBotUserOptInEmail',
  method: 'post',
  path: '/subscriber/opt-in-email',
  scope: 'subscribers:manage',
  summary: 'Record e-mail consent.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.optIn(body.user_ns, 'email');
    return ok;
  },
});
