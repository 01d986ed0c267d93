import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/move-chat-to` */
export const moveChatTo = defineOperation({
  id: 'flowBotUserMoveChatTo',
  method: 'post',
  path: '/subscriber/move-chat-to',
  scope: 'subscribers:manage',
  summary: 'Change the chat status.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      status: z
        .enum(['open', 'pending', 'spam', 'done'], 'Give open, pending, spam or done.')
        .meta({ description: 'Where the chat stands for the team.', examples: ['done'] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.chats.moveTo(body.user_ns, body.status);
    return ok;
  },
});
