import { problemSchema } from '@minimart/problem';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { problemHeaders } from '../../openapi/described-headers.ts';

/** Where reports are taken. */
export const leakReportPath = '/v1/leak-reports';

/** One entry of a report, as far as it must be readable. */
export const foundSecret = z.looseObject({
  token: z.string('Give the text that was found.'),
  type: z.string('Say what kind of secret it is.'),
});

const signed = (name: string, description: string) =>
  ({ name, in: 'header', required: true, description, schema: { type: 'string' } }) as const;

/** The call as OpenAPI describes it; by hand, since its body is taken as bytes and its caller is known by a signature. */
export const leakReportPaths: ZodOpenApiPathsObject = {
  [leakReportPath]: {
    post: {
      operationId: 'reportLeaks',
      tags: ['Leak reports'],
      summary: 'Report keys that were found in public; those that live are ended at once and replaced.',
      description:
        'For secret scanners, in the shape of the GitHub secret scanning partner program. Only there when the public keys of a scanner are configured; else 404.',
      security: [],
      parameters: [
        signed('Github-Public-Key-Identifier', 'Which of the scanner’s keys signed.'),
        signed('Github-Public-Key-Signature', 'ECDSA over the SHA-256 of the body, DER in base64.'),
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: z.array(foundSecret.extend({ url: z.string().nullish(), source: z.string().nullish() })),
          },
        },
      },
      responses: {
        200: {
          description: 'What became of each.',
          content: {
            'application/json': {
              schema: z.array(
                z.object({
                  token_raw: z.string(),
                  token_type: z.string(),
                  label: z.enum(['true_positive', 'false_positive']).describe('Whether it is a key of ours.'),
                }),
              ),
            },
          },
        },
        default: {
          description: 'A problem (RFC 9457).',
          headers: problemHeaders,
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    },
  },
};
