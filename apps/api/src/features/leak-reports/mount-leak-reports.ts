import { Refusal, zodFieldErrors } from '@minimart/problem';
import express, { Router } from 'express';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { createReportKeys } from './report-keys.ts';
import { takeFoundSecret, type TakenSecret } from './take-leak-report.ts';

const path = '/v1/leak-reports';

const report = z
  .array(
    z.looseObject({
      token: z.string('Give the text that was found.').max(1_000),
      type: z.string('Say what kind of secret it is.').max(200),
      url: z.string().max(4_000).nullish(),
      source: z.string().max(200).nullish(),
    }),
    'Send a list of found secrets.',
  )
  .max(100, 'Report 100 secrets at once at most.');

/**
 * Takes reports of keys that were found in public, signed as GitHub's secret scanning signs them to partners. Only there when the public keys of a
 * scanner are configured.
 */
export function mountLeakReports(services: Services): Router {
  const router = Router();
  const { leakReportKeys } = services.config;
  if (leakReportKeys === undefined) return router;
  const keys = createReportKeys({ from: leakReportKeys });
  // As bytes: the signature is over what was sent, not over what it means.
  router.post(path, express.raw({ type: () => true, limit: '256kb', inflate: false }), async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const [identifier, signature] = [
      request.get('github-public-key-identifier'),
      request.get('github-public-key-signature'),
    ];
    const isSigned = identifier && signature && (await keys.isSignedBy(identifier, signature, body));
    if (!isSigned) {
      throw new Refusal({
        code: 'report_not_signed',
        detail:
          'The report is not signed by a scanner that is known here: Github-Public-Key-Identifier and Github-Public-Key-Signature.',
      });
    }
    const taken: TakenSecret[] = [];
    for (const { url, source, ...found } of parse(body)) {
      taken.push(await takeFoundSecret(services, { ...found, url: url ?? undefined, source: source ?? undefined }));
    }
    response.set('cache-control', 'no-store').json(taken);
  });
  return router;
}

function parse(body: Buffer): z.output<typeof report> {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal({ code: 'invalid_json', detail: 'The body is not valid JSON.' });
  }
  const parsed = report.safeParse(json);
  if (parsed.success) return parsed.data;
  const errors = zodFieldErrors(parsed.error, '');
  throw new Refusal({
    code: 'invalid_request',
    detail: errors.map(({ path: field, message }) => `${field || 'The body'}: ${message}`).join(' '),
    errors,
  });
}
