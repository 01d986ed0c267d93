import { Refusal, zodFieldErrors, type FieldError } from '@minimart/problem';
import express, { Router } from 'express';
import type { Services } from '../../compose.ts';
import { refuseOtherMethods } from '../../http/refuse-other-methods.ts';
import { foundSecret, leakReportPath } from './describe-leak-reports.ts';
import { createReportKeys } from './report-keys.ts';
import { takeFoundSecret, type TakenSecret } from './take-leak-report.ts';

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
  router.post(
    leakReportPath,
    express.raw({ type: () => true, limit: '256kb', inflate: false }),
    async (request, response) => {
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
      const taken = await takeEach(services, parse(body));
      response.set('cache-control', 'no-store').json(taken);
    },
  );
  refuseOtherMethods(router, [{ method: 'post', path: leakReportPath }]);
  return router;
}

/**
 * Takes every entry that can be read, whatever the others are: one that cannot must not keep a key alive. Only then it fails, for the scanner to
 * correct or repeat the report.
 */
async function takeEach(services: Services, entries: readonly unknown[]): Promise<TakenSecret[]> {
  const taken: TakenSecret[] = [];
  const errors: FieldError[] = [];
  const failures: unknown[] = [];
  for (const [place, entry] of entries.entries()) {
    const parsed = foundSecret.safeParse(entry);
    if (!parsed.success) {
      errors.push(...zodFieldErrors(parsed.error, `[${place}]`));
      continue;
    }
    try {
      taken.push(await takeFoundSecret(services, parsed.data));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  if (errors.length > 0) throw invalid(errors);
  return taken;
}

function parse(body: Buffer): unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal({ code: 'invalid_json', detail: 'The body is not valid JSON.' });
  }
  if (Array.isArray(json)) return json;
  throw invalid([{ path: '', message: 'Send a list of found secrets.' }]);
}

function invalid(errors: FieldError[]): Refusal {
  const detail = errors.map(({ path: field, message }) => `${field || 'The body'}: ${message}`).join(' ');
  return new Refusal({ code: 'invalid_request', detail, errors });
}
