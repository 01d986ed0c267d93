import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { textSchema } from './content.schema.ts';

/** `POST /subscriber/send-sms` */
export const sendSms = defineOperation({
  id: 'flowBotUserSendSms',
  method: 'post',
  path: '/subscriber/send-sms',
  scope: 'messages:send',
  summary: 'Send an SMS.',
  description: 'A person without a phone number is refused.',
  input: { body: z.object({ user_ns: userNsSchema, content: textSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.sms({ ns: body.user_ns }, body.content);
    return ok;
  },
});
