import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const content = z
  .string('Give the message as text.')
  .meta({ description: 'What to say; at most 4,000 characters.', examples: ['text message'] });

/** `POST /subscriber/send-text` */
export const sendText = defineOperation({
  id: 'flowBotUserSendText',
  method: 'post',
  path: '/subscriber/send-text',
  scope: 'messages:send',
  summary: 'Send a plain text.',
  input: { body: z.object({ user_ns: userNsSchema, content }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.sendText(body.user_ns, body.content);
    return ok;
  },
});
