import { toPlatformTime, type TicketComment } from '@minimart/chatbot';
import { z } from 'zod';

/** A comment as the platform API shows it. */
export const commentSchema = z.object({
  id: z.int(),
  list_id: z.int(),
  list_item_id: z.int(),
  agent_id: z.int().optional(),
  content: z.string(),
  file: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** A comment of the chatbot in the platform API's words. */
export function toComment(comment: TicketComment, listId: number): z.output<typeof commentSchema> {
  const { id, ticketId, agentId, content, file, createdAt, updatedAt } = comment;
  return {
    id,
    list_id: listId,
    list_item_id: ticketId,
    ...(agentId !== null && { agent_id: agentId }),
    content,
    file: file ?? '',
    created_at: toPlatformTime(createdAt),
    updated_at: toPlatformTime(updatedAt),
  };
}
