import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/opt-in-sms` */
export const optInSms = defineOperation({
  id: 'flowBotUserOptInSms',
  method: 'post',
  path: '/subscriber/opt-in-sms',
  scope: 'subscribers:manage',
  summary: 'Record SMS consent.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.optIn(body.user_ns, 'sms');
    return ok;
  },
});
