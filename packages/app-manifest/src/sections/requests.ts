import { externalRequestSchema } from '@minimart/external-request';
import { z } from 'zod';

/** The lifecycle requests: one on install, one on uninstall. */
export const requestsSchema = z.strictObject({
  subscribe: externalRequestSchema.optional(),
  unsubscribe: externalRequestSchema.optional(),
});

/** The requests section. */
export type LifecycleRequests = z.output<typeof requestsSchema>;
