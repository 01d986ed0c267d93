import type { Request, RequestHandler } from 'express';
import type { VerifyKey } from '../create-key-verifier.ts';
import type { KeyRecord } from '../key-record.ts';
import { keyInvalid, keyMissing, scopeMissing, type Denial } from './denials.ts';
import { readBearer } from './read-bearer.ts';
import { refuseWithProblem, type Refuse } from './refuse-with-problem.ts';

/** How a guard is wired. */
export interface RequireKeyOptions {
  verify: VerifyKey;
  /** The scope that a request needs; null, said in so many words, lets any good key through. */
  scopeOf(req: Request): string | null;
  /** All that the scopes of a key allow, implied ones included; without it a scope allows itself alone. */
  expand?: (scopes: readonly string[]) => ReadonlySet<string>;
  /** Writes the refusal; by default as problem+json. */
  refuse?: Refuse;
}

/**
 * Express guard: 401 without a good key (one answer for unknown, revoked, expired and malformed), 403 naming the scope
 * that is missing, else `res.locals.key` and on. A failing look-up goes to `next(error)`: neither refused nor let through.
 */
export function requireKey(options: RequireKeyOptions): RequestHandler {
  const refuse = options.refuse ?? refuseWithProblem;
  return async (req, res, next) => {
    try {
      const outcome = await judge(options, req);
      if ('challenge' in outcome) {
        const { challenge, ...refusal } = outcome;
        res.set({ 'WWW-Authenticate': challenge, 'Cache-Control': 'no-store' });
        await refuse(req, res, refusal);
        return;
      }
      res.locals['key'] = outcome.key;
    } catch (error) {
      // next(undefined) and next('route') would let the request go on.
      next(error instanceof Error ? error : new Error('The key could not be checked.', { cause: error }));
      return;
    }
    next();
  };
}

async function judge(options: RequireKeyOptions, req: Request): Promise<{ key: KeyRecord } | Denial> {
  const bearer = readBearer(req);
  if (bearer.kind === 'absent') return keyMissing;
  if (bearer.kind === 'unusable') return keyInvalid;
  const result = await options.verify(bearer.token);
  if (!result.ok) return keyInvalid;
  const { key } = result;
  const needed = options.scopeOf(req);
  if (needed === null) return { key };
  if (typeof needed !== 'string' || needed === '') throw new Error('scopeOf must answer a scope, or null for none.');
  const allowed = options.expand ? options.expand(key.scopes) : new Set(key.scopes);
  return allowed.has(needed) ? { key } : scopeMissing(needed, key.scopes);
}
