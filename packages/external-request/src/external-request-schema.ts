import { z } from 'zod';
import { requestMethods } from './request-methods.ts';

/** Any JSON value (RFC 8259). */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

const template = (maxLength: number) => z.string().max(maxLength, `must be at most ${maxLength} characters long`);
const templates = (maxEntries: number, maxLength: number) =>
  z
    .record(z.string().max(200), template(maxLength))
    .refine((entries) => Object.keys(entries).length <= maxEntries, `must have at most ${maxEntries} entries`);

const bodySchema = z
  .strictObject({
    json: z.json().optional(),
    form: templates(100, 10_000).optional(),
    text: template(50_000).optional(),
  })
  .refine((body) => Object.values(body).filter((part) => part !== undefined).length === 1, {
    message: 'must be exactly one of json, form or text',
  })
  .meta({ minProperties: 1, maxProperties: 1 });

/**
 * The shape of an external request as a developer writes it; strings may hold `{{variables}}`.
 * What the shape cannot say (where variables may stand, which headers are taken) is `checkExternalRequest`'s part.
 */
export const externalRequestSchema = z.strictObject({
  method: z.enum(requestMethods, `must be one of ${requestMethods.join(', ')}`),
  url: z.string().min(1, 'must be an https address').max(2000, 'must be at most 2000 characters long'),
  query: templates(50, 4000).optional(),
  headers: templates(50, 4000).optional(),
  body: bodySchema.optional(),
});

/** An HTTP request that a developer describes: method, URL, query, headers, body, with variables. */
export type ExternalRequest = z.output<typeof externalRequestSchema>;
