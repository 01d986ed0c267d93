import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { textSchema } from './content.schema.ts';

/** `POST /subscriber/send-text` */
export const sendText = defineOperation({
  id: 'flowBotUserSendText',
  method: 'post',
  path: '/subscriber/send-text',
  scope: 'messages:send',
  summary: 'Send a plain text.',
  input: { body: z.object({ user_ns: userNsSchema, content: textSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.text({ ns: body.user_ns }, body.content);
    return ok;
  },
});
