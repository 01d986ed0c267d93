import type { Request, Response } from 'express';
import type { KeyErrorCode } from '../key-error-codes.ts';

/** What the guard refuses with: `extra` has `needed` and `granted` when a scope is missing. */
export interface KeyRefusal {
  status: 400 | 401 | 403 | 429 | 503;
  code: Exclude<KeyErrorCode, 'invalid_scope' | 'invalid_network' | 'invalid_overlap' | 'key_not_found'>;
  detail: string;
  extra: Record<string, unknown>;
}

/** Writes the answer to a refused request; the headers that say why (RFC 6750) are set before it is called. */
export type Refuse = (req: Request, res: Response, refusal: KeyRefusal) => unknown;

const titles = {
  key_missing: 'Key missing',
  key_invalid: 'Key not accepted',
  key_leaked: 'Key in the wrong place',
  key_suspended: 'Key suspended',
  scope_missing: 'Scope missing',
  network_not_allowed: 'Network not allowed',
  rate_limited: 'Too many calls',
  too_many_bad_keys: 'Too many bad keys',
  key_check_unavailable: 'Key check unavailable',
} as const satisfies Record<KeyRefusal['code'], string>;

/** Answers `application/problem+json` (RFC 9457) that carries `message` as well, for clients that look for it. */
export const refuseWithProblem: Refuse = (_req, res, { status, code, detail, extra }) => {
  const problem = { ...extra, type: 'about:blank', title: titles[code], status, code, detail, message: detail };
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
};
