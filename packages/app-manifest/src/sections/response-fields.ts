import { externalRequestSchema, responseFieldsSchema } from '@minimart/external-request';

/**
 * The subscribe request, with what to keep of its answer: values that the app's server gives out, such as the number of an account. They are kept with the
 * installation until it is uninstalled, and are variables of the unsubscribe request.
 */
export const subscribeSchema = externalRequestSchema.extend({ response: responseFieldsSchema.optional() });
