/** The requests of an installation's life, in its order; each is the topic of its deliveries. */
export const lifecycleTopics = ['subscribe', 'unsubscribe', 'dataErasure'] as const;

/** One of `lifecycleTopics`. */
export type LifecycleTopic = (typeof lifecycleTopics)[number];
