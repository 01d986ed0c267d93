/** Every code with which this package refuses. */
export const webhookErrorCodes = ['endpoint_exists', 'unknown_endpoint', 'invalid_cursor', 'invalid_limit'] as const;

/** One of `webhookErrorCodes`. */
export type WebhookErrorCode = (typeof webhookErrorCodes)[number];
