import { z } from 'zod';

const sample = z.union([z.string(), z.number(), z.boolean(), z.null()], 'must be text, a number, true, false or null');
const systemText = z.string('must be text').min(1, 'must not be empty').max(200, 'must be at most 200 characters long');

/** What a test may be asked with; all of it may be left out. */
export const testBodySchema = z.strictObject({
  request: z
    .record(z.string(), z.unknown(), 'Give the request as an object.')
    .optional()
    .describe('A request that is not saved, as it would stand in the manifest; without it, the one of the draft.'),
  systemFields: z
    .strictObject({
      api_key: systemText
        .optional()
        .describe('Without it a key that looks right and never works, another one each time.'),
      app_version: systemText.optional(),
      workspace_id: systemText.optional(),
    })
    .default({}),
  authInputs: z
    .record(z.string(), sample)
    .default({})
    .describe('Checked as those of an install; one left out gets a sample, null leaves an optional one empty.'),
  response: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/u, 'must be the name of a response field'), sample)
    .default({})
    .describe('Values of response fields by name, for the unsubscribe request; one left out gets a sample.'),
});

/** What a test is asked with. */
export type TestBody = z.output<typeof testBodySchema>;

const headers = z.record(z.string(), z.string());

/** What a test answers. */
export const testAnswerSchema = z
  .object({
    id: z.string().describe('Sent as webhook-id; begins with test_.'),
    request: z
      .object({ method: z.string(), url: z.string(), headers, body: z.string().nullable() })
      .describe('As it went out; secrets masked.'),
    curl: z.string().describe('The request as a curl command; secrets masked.'),
    signature: headers.describe('The three headers that your server verifies.'),
    response: z
      .object({ statusCode: z.int(), headers, body: z.string().nullable(), truncated: z.boolean() })
      .nullable()
      .describe('What came back, at most 64 KiB of its body; secrets masked. Null when nothing did.'),
    durationMs: z.number(),
    outcome: z
      .enum(['active', 'done', 'refused', 'gone', 'retried', 'not_sent'])
      .describe('What the platform would conclude.'),
    conclusion: z.string().describe('The same in plain words.'),
    explanation: z.object({ what: z.string(), advice: z.string().nullable() }),
    message: z.string().nullable().describe('The words in which your server refused, as the owner would read them.'),
    fields: z
      .array(
        z.object({
          name: z.string(),
          path: z.string(),
          value: z.union([z.string(), z.number(), z.boolean()]).nullable().describe('Masked when it is a secret.'),
          note: z.string().nullable().describe('Why there is no value.'),
        }),
      )
      .describe('What the response fields would take from this answer.'),
  })
  .meta({ id: 'RequestTest' });

/** What a test answers. */
export type TestAnswer = z.input<typeof testAnswerSchema>;
