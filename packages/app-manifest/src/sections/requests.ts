import { externalRequestSchema } from '@minimart/external-request';
import { z } from 'zod';
import { dataErasureSchema } from './data-erasure.ts';
import { subscribeSchema } from './response-fields.ts';

/** The lifecycle requests: one on install, one on uninstall, one a while after that. */
export const requestsSchema = z.strictObject({
  subscribe: subscribeSchema.optional(),
  unsubscribe: externalRequestSchema.optional(),
  dataErasure: dataErasureSchema.optional(),
});

/** The requests section. */
export type LifecycleRequests = z.output<typeof requestsSchema>;
