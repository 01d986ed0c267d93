import { manifestSchema } from '@minimart/app-manifest';
import { externalRequestSchema, responseFieldsSchema } from '@minimart/external-request';
import { z } from 'zod';

const body = z.object({
  // Any JSON; said whole, the type would name itself, which not every reader of an OpenAPI document can follow.
  json: z.unknown().optional(),
  form: z.record(z.string(), z.string()).optional(),
  text: z.string().optional(),
});
const request = externalRequestSchema.extend({ body: body.optional() });
const plain = request.meta({ id: 'ExternalRequest' }).optional();
const subscribe = request.extend({ response: responseFieldsSchema.optional() }).meta({ id: 'SubscribeRequest' });
const requests = z.object({ subscribe: subscribe.optional(), unsubscribe: plain, dataErasure: plain });

/** A draft as its developer reads it: the manifest with defaults filled in. */
export const draftSchema = z.object({
  manifest: manifestSchema.extend({ requests }).meta({ id: 'Manifest' }),
  etag: z.string().describe('Send it as If-Match with what you make of the draft.'),
});
