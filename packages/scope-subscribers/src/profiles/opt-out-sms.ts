import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/opt-out-sms` */
export const optOutSms = defineOperation({
  id: 'flowBotUserOptOutSms',
  method: 'delete',
  path: '/subscriber/opt-out-sms',
  scope: 'subscribers:manage',
  summary: 'Withdraw SMS consent.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.optOut(body.user_ns, 'sms');
    return ok;
  },
});
