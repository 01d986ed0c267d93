import { isRefusal, Refusal } from '@minimart/problem';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { asBusy } from './as-busy.ts';
import type { ErrorCode } from '../problems/problem-kinds.ts';
import { redactSecrets } from './redact-secrets.ts';
import { isErrorCode, toProblem } from '../problems/to-problem.ts';

/** The last handler: every refusal becomes its problem+json; a defect becomes a 500 that tells nothing inside and is logged. */
export function handleError({ baseUrl, logger }: { baseUrl: string; logger: Logger }): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const refusal = toRefusal(asBusy(thrown));
    const { retryAfterSeconds = retryAfter[refusal.code] } = refusal.extra;
    if (typeof retryAfterSeconds === 'number') response.set('retry-after', String(retryAfterSeconds));
    if (refusal.code === 'unavailable' || refusal.code === 'disk_full') {
      // What went wrong, without the statement and its values.
      const message = thrown instanceof Error ? thrown.message.split('\n').at(-1) : undefined;
      logger.warn({ message, route: routeOf(request) }, 'a part that a call needs could not be used');
    }
    if (refusal.code === 'internal_error') {
      const error =
        thrown instanceof Error
          ? { name: thrown.name, message: thrown.message, stack: thrown.stack }
          : { name: 'unknown' };
      logger.error({ error, method: request.method, route: routeOf(request) }, 'a request failed');
    }
    const problem = toProblem(refusal, baseUrl);
    const body =
      request.baseUrl.startsWith('/api') || request.path.startsWith('/api/')
        ? { ...problem, message: problem.detail }
        : problem;
    if (problem.status === 401 && !response.hasHeader('www-authenticate')) response.set('www-authenticate', 'Bearer');
    response
      .status(problem.status)
      .set('cache-control', 'no-store')
      .type('application/problem+json')
      // A refusal may name what was sent, and somebody may have put a key there.
      .send(redactSecrets(JSON.stringify(body)));
  };
}

/** In how many seconds to come back, where the refusal does not say. */
const retryAfter: Partial<Record<ErrorCode, number>> = { busy: 1, disk_full: 60 };

/** Answers what no route took, without the address: a person may have put a secret into it. */
export const handleNothingFound: RequestHandler = (request) => {
  throw new Refusal({ code: 'not_found', detail: `There is nothing at this address for ${request.method}.` });
};

// The path as declared, not as sent: a person may have put a secret into it.
function routeOf(request: Request): string {
  return `${request.baseUrl}${(request.route as { path?: string } | undefined)?.path ?? ''}`;
}

function toRefusal(thrown: unknown): Refusal<ErrorCode> {
  if (isRefusal(thrown) && isErrorCode(thrown.code)) return thrown as Refusal<ErrorCode>;
  // As body-parser describes what it refuses.
  const { type, limit = 0 } = (thrown ?? {}) as { type?: string; limit?: number };
  if (type === 'entity.parse.failed')
    return new Refusal({ code: 'invalid_json', detail: 'The body is not valid JSON.' });
  if (type === 'entity.too.large')
    return new Refusal({ code: 'body_too_large', detail: `The body may have ${limit / 1024} KiB at most.` });
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return new Refusal({
      code: 'unsupported_media_type',
      detail: 'Send the body as JSON in UTF-8, not compressed by an unknown method.',
    });
  }
  if (type === 'request.size.invalid' || type === 'request.aborted' || thrown instanceof URIError) {
    return new Refusal({
      code: 'invalid_request',
      detail: 'The request is malformed: its length or its path cannot be read.',
    });
  }
  return new Refusal({
    code: 'internal_error',
    detail: 'Something failed on our side; nothing was changed. Try again in a moment.',
  });
}
