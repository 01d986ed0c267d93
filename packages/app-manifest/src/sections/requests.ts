import { externalRequestSchema } from '@minimart/external-request';
import { z } from 'zod';
import { dataErasureSchema } from './data-erasure.ts';

/** The requests of an installation's life, in its order; each is the topic of its deliveries. */
export const lifecycleTopics = ['subscribe', 'unsubscribe', 'dataErasure'] as const;

/** One of `lifecycleTopics`. */
export type LifecycleTopic = (typeof lifecycleTopics)[number];

/** The lifecycle requests: one on install, one on uninstall, one a while after that. */
export const requestsSchema = z.strictObject({
  subscribe: externalRequestSchema.optional(),
  unsubscribe: externalRequestSchema.optional(),
  dataErasure: dataErasureSchema.optional(),
});

/** The requests section. */
export type LifecycleRequests = z.output<typeof requestsSchema>;
