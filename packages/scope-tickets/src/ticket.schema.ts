import { toPlatformTime, type Ticket } from '@minimart/chatbot';
import { z } from 'zod';

/** A ticket as the platform API shows it: the component `Ticket`, with what stands in the columns of its list. */
export const ticketSchema = z
  .looseObject({
    id: z.int(),
    title: z.string(),
    user_ns: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Ticket' });

/** A ticket of the chatbot in the platform API's words. */
export function toTicket({ id, title, userNs, values, createdAt, updatedAt }: Ticket): z.output<typeof ticketSchema> {
  const times = { created_at: toPlatformTime(createdAt), updated_at: toPlatformTime(updatedAt) };
  return { ...values, id, title, user_ns: userNs ?? '', ...times };
}
