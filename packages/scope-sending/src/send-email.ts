import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { textSchema } from './content.schema.ts';

/** `POST /subscriber/send-email` */
export const sendEmail = defineOperation({
  id: 'flowBotUserSendEmail',
  method: 'post',
  path: '/subscriber/send-email',
  scope: 'messages:send',
  summary: 'Send an e-mail.',
  description: 'A person without an e-mail address is refused.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      content: textSchema,
      subject: z
        .string('Give the subject as text.')
        .optional()
        .meta({ description: 'The subject; at most 200 characters.', examples: ['email subject'] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.email({ ns: body.user_ns }, { subject: body.subject, content: body.content });
    return ok;
  },
});
