import { isRefusal, type Refusal } from '@minimart/problem';
import type { ErrorRequestHandler } from 'express';

const statuses: Record<string, number> = { not_found: 404, conflict: 409 };

/** Answers what an app may correct as problem+json (RFC 9457); everything else stays an error. */
export const handleError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!isRefusal(error)) return next(error);
  const { code, detail, errors }: Refusal = error;
  const status = statuses[code] ?? 400;
  response.status(status).type('application/problem+json').json({ status, code, detail, errors });
};
