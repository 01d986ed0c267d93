import type { Request, RequestHandler, Response } from 'express';
import type { KeyEnvironment, KeyRecord } from '../key-record.ts';
import type { LocalRateLimiter } from '../local-rate-limiter.ts';
import { isInNetworks, neighbourhoodOf } from '../networks.ts';
import type { RateLimit, RateLimiter } from '../rate-limit.ts';
import { KeyCheckFailed, type GoodKey, type KeyVerifier } from '../verify-result.ts';
import {
  keyCheckUnavailable,
  keyInvalid,
  keyMissing,
  networkNotAllowed,
  rateLimited,
  scopeMissing,
  tooManyBadKeys,
  type Denial,
} from './denials.ts';
import { readBearer } from './read-bearer.ts';
import { refuseWithProblem, type Refuse } from './refuse-with-problem.ts';
import { setRateLimitHeaders } from './set-rate-limit-headers.ts';

/** A refusal as the operator hears of it: the true reason, the key where it is known, and from where. */
export interface GuardRefusal {
  reason: Denial['reason'];
  key: KeyRecord | undefined;
  address: string | undefined;
}

/** How a guard is wired. */
export interface RequireKeyOptions {
  verifier: KeyVerifier;
  /** The scope that a request needs; null, said in so many words, lets any good key through. */
  scopeOf(req: Request): string | null;
  /** Which keys are let through; live and test ones without it. */
  environments?: readonly KeyEnvironment[];
  /** How many calls each key may make, counted by what. Without it there is no limit. */
  limit?: { limiter: RateLimiter; rate: RateLimit };
  /** How many bad keys each address (an IPv6 network of 64 bits) may send before only keys that are remembered as good pass. */
  throttle?: { limiter: LocalRateLimiter; rate: RateLimit };
  /** Who calls; `req.ip` without it, so set Express's `trust proxy` to the number of proxies in front, and not higher. */
  addressOf?: (req: Request) => string | undefined;
  /** Told of each refusal, with the reason that the caller is not told. */
  onRefused?: (refusal: GuardRefusal) => void;
  /** Writes the refusal; by default as problem+json. */
  refuse?: Refuse;
}

/**
 * Express guard: 401 without a good key (one answer for unknown, revoked, disabled, expired and malformed), 403 naming the scope
 * that is missing or the network that is not allowed, 429 for too many calls, 503 when the key cannot be checked; else
 * `res.locals.key` and on. Any other failure goes to `next(error)`: neither refused nor let through.
 */
export function requireKey(options: RequireKeyOptions): RequestHandler {
  const refuse = options.refuse ?? refuseWithProblem;
  const addressOf = options.addressOf ?? ((req: Request) => req.ip);
  return async (req, res, next) => {
    try {
      const call: Call = { req, res, address: addressOf(req), key: undefined };
      const denial = await judge(options, call);
      if (denial !== undefined) {
        options.onRefused?.({ reason: denial.reason, key: call.key, address: call.address });
        res.set({ ...denial.headers, 'Cache-Control': 'no-store' });
        const { status, code, detail, extra } = denial;
        await refuse(req, res, { status, code, detail, extra });
        return;
      }
      res.locals['key'] = call.key;
    } catch (error) {
      // next(undefined) and next('route') would let the request go on.
      next(error instanceof Error ? error : new Error('The key could not be checked.', { cause: error }));
      return;
    }
    next();
  };
}

interface Call {
  req: Request;
  res: Response;
  address: string | undefined;
  /** The key that was sent, once it is known, good or not. */
  key: KeyRecord | undefined;
}

async function judge(options: RequireKeyOptions, call: Call): Promise<Denial | undefined> {
  const good = await findGoodKey(options, call);
  if (!good.ok) return good.denial;
  const { key, scopes } = good;
  call.key = key;
  const { environments, limit } = options;
  if (environments && !environments.includes(key.environment)) return keyInvalid('environment');
  if (key.allowedNetworks && !isInNetworks(call.address, key.allowedNetworks)) return networkNotAllowed(call.address);
  if (limit) {
    const taken = limit.limiter.take(key.id, limit.rate);
    const decision = taken instanceof Promise ? await taken : taken;
    setRateLimitHeaders(call.res, limit.rate, decision);
    if (!decision.allowed) return rateLimited(decision.retryInMs);
  }
  const needed = options.scopeOf(call.req);
  if (needed === null) return undefined;
  if (typeof needed !== 'string' || needed === '') throw new Error('scopeOf must answer a scope, or null for none.');
  return scopes.has(needed) ? undefined : scopeMissing(needed, key.scopes);
}

async function findGoodKey(
  { verifier, throttle }: RequireKeyOptions,
  call: Call,
): Promise<GoodKey | { ok: false; denial: Denial }> {
  const bearer = readBearer(call.req);
  if (bearer.kind === 'absent') return { ok: false, denial: keyMissing };
  const known = bearer.kind === 'token' ? verifier.known(bearer.token) : ({ ok: false, reason: 'malformed' } as const);
  if (known?.ok) return known;
  const whose = throttle && neighbourhoodOf(call.address);
  const patience = throttle?.limiter.peek(whose!, throttle.rate);
  if (patience?.allowed === false) return { ok: false, denial: tooManyBadKeys(patience.retryInMs) };
  try {
    const result = known ?? (await verifier.verify((bearer as { token: string }).token));
    if (result.ok) return result;
    throttle?.limiter.take(whose!, throttle.rate);
    call.key = 'key' in result ? result.key : undefined;
    return { ok: false, denial: keyInvalid(result.reason) };
  } catch (error) {
    if (error instanceof KeyCheckFailed) return { ok: false, denial: keyCheckUnavailable };
    throw error;
  }
}
