import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { chatMessagesSchema, toChatMsg } from './chat-message.schema.ts';

const flag = (what: string) =>
  z
    .enum(['0', '1'], 'Give 0 or 1.')
    .optional()
    .meta({ description: `1 adds ${what}.`, examples: ['1'] });

const seconds = (what: string) =>
  z.coerce
    .number('Give the time in seconds since 1970.')
    .int('Give the time in whole seconds since 1970.')
    .min(0, 'Give the time in seconds since 1970.')
    .max(253_402_300_799, 'Give the time in seconds, not in milliseconds.')
    .optional()
    .meta({ description: `${what}, in Unix seconds; no older than one month.` });

/** `GET /subscriber/chat-messages` */
export const chatMessages = defineOperation({
  id: 'flowBotUserChatMessages',
  method: 'get',
  path: '/subscriber/chat-messages',
  scope: 'subscribers:view',
  summary: 'Read recent chat messages of a subscriber.',
  description: 'The last messages that fit, oldest first. Name the person by user_ns or by user_id.',
  input: {
    query: z
      .object({
        user_ns: z
          .string('Give the id of the subscriber as text, like "f123u456".')
          .optional()
          .meta({ description: 'The id of the subscriber; needed unless user_id is given.', examples: ['f123u456'] }),
        user_id: z
          .string('Give the channel id of the subscriber as text.')
          .optional()
          .meta({
            description: 'Who they are on their channel; needed unless user_ns is given.',
            examples: ['61412345678'],
          }),
        include_bot: flag('bot messages'),
        include_note: flag('agent notes'),
        include_system: flag('system messages'),
        msg_type: z
          .enum(['image', 'audio', 'video', 'file'], 'Ask for image, audio, video or file.')
          .optional()
          .meta({ description: 'Only messages that hold such a file.' }),
        start_time: seconds('Not before'),
        end_time: seconds('Not after'),
        limit: z.coerce
          .number('Give the number of messages.')
          .int('Give the number of messages as a whole number.')
          .min(1, 'Ask for at least one message.')
          .max(100, 'Ask for at most 100 messages.')
          .optional()
          .meta({ description: 'How many at most; 100 without it.', examples: [20] }),
      })
      .refine(({ user_ns, user_id }) => user_ns !== undefined || user_id !== undefined, {
        message: 'Name the person by user_ns or by user_id.',
        path: ['user_ns'],
      })
      .meta({ examples: [{ user_ns: 'f123u456' }] }),
  },
  output: chatMessagesSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const { user_ns: ns, user_id: userId, start_time: from, end_time: to, limit, msg_type: mediaType } = query;
    const of = ns === undefined ? { userId: userId ?? '' } : { ns };
    const messages = await host.chats.messages(of, {
      include: {
        bot: query.include_bot === '1',
        notes: query.include_note === '1',
        system: query.include_system === '1',
      },
      from: from === undefined ? undefined : new Date(from * 1000),
      to: to === undefined ? undefined : new Date(to * 1000),
      mediaType,
      limit,
    });
    return { data: messages.map(toChatMsg) };
  },
});
