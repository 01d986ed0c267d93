import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { contentSchema, toContent } from './content.schema.ts';

/** `POST /subscriber/send-content` */
export const sendContent = defineOperation({
  id: 'flowBotUserSendContent',
  method: 'post',
  path: '/subscriber/send-content',
  scope: 'messages:send',
  summary: 'Send a dynamic content document.',
  description: 'Messages, changes and the flow they lead to happen all or none.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      data: contentSchema,
      send_as_agent: z
        .union([z.literal(0), z.literal(1)], 'Give 0 for the bot or 1 for an agent.')
        .optional()
        .meta({ description: 'In whose name: 0 the bot, 1 an agent.', examples: [0] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.content({ ns: body.user_ns }, toContent(body.data, body.send_as_agent === 1));
    return ok;
  },
});
