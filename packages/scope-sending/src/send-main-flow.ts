import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/send-main-flow` */
export const sendMainFlow = defineOperation({
  id: 'flowBotUserSendMainFlow',
  method: 'post',
  path: '/subscriber/send-main-flow',
  scope: 'sub-flows:send',
  summary: 'Start the main flow.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.mainFlow({ ns: body.user_ns });
    return ok;
  },
});
