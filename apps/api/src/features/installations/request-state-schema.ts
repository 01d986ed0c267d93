import { deliveryStatuses } from '@minimart/webhooks';
import { z } from 'zod';

/** Where the latest lifecycle request of an installation stands. */
export const requestStateSchema = z.object({
  id: z.string(),
  topic: z.enum(['subscribe', 'unsubscribe']),
  status: z.enum(deliveryStatuses),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  lastStatusCode: z.int().nullable(),
  lastError: z.string().nullable(),
});
