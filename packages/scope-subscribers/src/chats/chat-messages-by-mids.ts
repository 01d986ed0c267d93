import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { chatMessagesSchema, toChatMsg } from './chat-message.schema.ts';

/** `POST /subscriber/chat-messages-by-mids` */
export const chatMessagesByMids = defineOperation({
  id: 'flowBotUserChatMessagesByMids',
  method: 'post',
  path: '/subscriber/chat-messages-by-mids',
  scope: 'subscribers:view',
  summary: 'Read chat messages by message ids.',
  description: 'Ids that no message of this bot has are passed over.',
  input: {
    body: z.object({
      mids: z
        .array(z.string('Give each id as text.'), 'Give a list of message ids.')
        .min(1, 'Give at least one message id.')
        .max(100, 'Give at most 100 message ids at a time.')
        .meta({ description: 'At most 100 ids, as the channel knows the messages.', examples: [['mid.123']] }),
    }),
  },
  output: chatMessagesSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    return { data: (await host.chats.messagesByMids(body.mids)).map(toChatMsg) };
  },
});
