import { toPlatformTime, type ChatMessage } from '@minimart/chatbot';
import { z } from 'zod';

/** A message as the platform API shows it: the component `ChatMsg`. Its sender is the person for `in`, else nobody's id. */
const chatMessageSchema = z
  .object({
    id: z.int(),
    mid: z.string(),
    type: z.enum(['in', 'out', 'agent', 'note', 'system']),
    msg_type: z.enum(['text', 'image', 'audio', 'video', 'file']),
    content: z.string(),
    payload: z.looseObject({}),
    sender_id: z.string(),
    ts: z.int(),
    created_at: z.string(),
  })
  .meta({ id: 'ChatMsg' });

/** Messages as the platform API lists them: the component `ChatMessageResource`. */
export const chatMessagesSchema = z.object({ data: z.array(chatMessageSchema) }).meta({ id: 'ChatMessageResource' });

/** A message of the chatbot in the platform API's words. */
export function toChatMsg(message: ChatMessage): z.output<typeof chatMessageSchema> {
  const { id, mid, type, mediaType, content, payload, userNs, sentAt } = message;
  const isFile = mediaType !== 'text' && mediaType !== 'cards';
  return {
    id,
    mid,
    type,
    msg_type: mediaType === 'cards' ? 'text' : mediaType,
    content,
    payload: { ...payload, ...(isFile ? { url: content } : { text: content }) },
    sender_id: type === 'in' ? userNs : '',
    ts: Math.floor(sentAt.getTime() / 1000),
    created_at: toPlatformTime(sentAt),
  };
}
