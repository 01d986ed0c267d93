import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { BadKeyLimiter, CheckedSending } from '../bad-key-limiter.ts';
import type { CheckedKey, KeyEnvironment } from '../key-record.ts';
import { isInNetworks, neighbourhoodOf, parseAddress } from '../networks.ts';
import type { LimitDecision, RateLimit, RateLimiter } from '../rate-limit.ts';
import type { ScopeSet } from '../scope-set.ts';
import { KeyCheckFailed, type BadKey, type GoodKey, type KeyVerifier } from '../verify-result.ts';
import {
  keyCheckUnavailable,
  keyInvalid,
  keyMissing,
  keySuspended,
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
  key: CheckedKey | undefined;
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
  throttle?: { limiter: BadKeyLimiter; rate: RateLimit };
  /** Who calls; `req.ip` without it, so set Express's `trust proxy` to the number of proxies in front, and not higher. */
  addressOf?: (req: Request) => string | undefined;
  /** Told of each refusal, with the reason that the caller is not told. */
  onRefused?: (refusal: GuardRefusal) => void;
  /** Writes the refusal; by default as problem+json. */
  refuse?: Refuse;
}

/**
 * Express guard: 401 without a good key (one answer for unknown, revoked, disabled, expired and malformed), 403 for a suspended one, naming the scope
 * that is missing or the network that is not allowed, 429 for too many calls, 503 when the key cannot be checked; else
 * `res.locals.key` and on. Any other failure goes to `next(error)`: neither refused nor let through.
 */
export function requireKey(options: RequireKeyOptions): RequestHandler {
  const refuse = options.refuse ?? refuseWithProblem;
  const answer = async (call: Call, denial: Denial) => {
    const { status, code, detail, extra, headers, reason } = denial;
    options.onRefused?.({ reason, key: call.key, address: sentFrom(options, call) });
    call.res.set({ ...headers, 'Cache-Control': 'no-store' });
    await refuse(call.req, call.res, { status, code, detail, extra });
  };
  const settle = (call: Call, next: NextFunction, verdict: Verdict | Promise<Verdict>) => {
    if (verdict !== undefined) {
      void settleLater(call, next, verdict);
      return;
    }
    call.res.locals['key'] = call.key;
    next();
  };
  const settleLater = async (call: Call, next: NextFunction, verdict: Denial | Promise<Verdict>) => {
    try {
      const denial = await verdict;
      if (denial !== undefined) {
        await answer(call, denial);
        return;
      }
    } catch (error) {
      fail(next, error);
      return;
    }
    settle(call, next, undefined);
  };
  return (req, res, next) => {
    const call: Call = { req, res, key: undefined };
    let verdict: Verdict | Promise<Verdict>;
    try {
      verdict = judge(options, call);
    } catch (error) {
      fail(next, error);
      return;
    }
    // A key that is remembered is judged at once; what has to wait goes through a promise.
    settle(call, next, verdict);
  };
}

function fail(next: NextFunction, error: unknown): void {
  // next(undefined) and next('route') would let the request go on.
  next(error instanceof Error ? error : new Error('The key could not be checked.', { cause: error }));
}

interface Call {
  req: Request;
  res: Response;
  /** The key that was sent, once it is known, good or not. */
  key: CheckedKey | undefined;
}

type Verdict = Denial | undefined;

const addressOf = (options: RequireKeyOptions, { req }: Pick<Call, 'req'>): string | undefined =>
  options.addressOf ? options.addressOf(req) : req.ip;

/** The address in its shortest form, to be written down and shown: what a proxy passes on may be anything. */
const sentFrom = (options: RequireKeyOptions, call: Pick<Call, 'req'>): string | undefined =>
  parseAddress(addressOf(options, call));

function judge(options: RequireKeyOptions, call: Call): Verdict | Promise<Verdict> {
  const bearer = readBearer(call.req);
  if (bearer.kind === 'absent') return keyMissing;
  const known = bearer.kind === 'token' ? options.verifier.known(bearer.token) : malformed;
  if (known?.ok) return judgeUse(options, call, known);
  return judgeUnknown(options, call, known ?? (bearer as { token: string }).token);
}

const malformed: BadKey = { ok: false, reason: 'malformed' };

/** A key that is not remembered as a good one. */
async function judgeUnknown(options: RequireKeyOptions, call: Call, sent: BadKey | string): Promise<Verdict> {
  try {
    const result = await checkUnknown(options, call, sent);
    if (result.ok) return await judgeUse(options, call, result);
    if (result.reason === 'throttled') return tooManyBadKeys(result.retryInMs);
    call.key = result.key;
    return result.reason === 'suspended' ? keySuspended : keyInvalid(result.reason);
  } catch (error) {
    if (error instanceof KeyCheckFailed) return keyCheckUnavailable;
    throw error;
  }
}

/** Too many bad keys from one address are not even looked up. */
function checkUnknown(
  options: RequireKeyOptions,
  call: Call,
  sent: BadKey | string,
): CheckedSending | Promise<CheckedSending> {
  const { verifier, throttle } = options;
  if (throttle === undefined) return typeof sent === 'string' ? verifier.verify(sent) : sent;
  const { limiter, rate } = throttle;
  const whose = neighbourhoodOf(addressOf(options, call));
  return typeof sent === 'string'
    ? limiter.check({ verifier, text: sent, whose, rate })
    : limiter.countBad(sent, whose, rate);
}

/** What a good key may do here, from here, now. */
function judgeUse(options: RequireKeyOptions, call: Call, { key, scopes }: GoodKey): Verdict | Promise<Verdict> {
  call.key = key;
  const { environments, limit } = options;
  if (environments && !environments.includes(key.environment)) return keyInvalid('environment');
  if (limit === undefined) return judgePlace(options, call, scopes);
  const conclude = (decision: LimitDecision) => {
    setRateLimitHeaders(call.res, limit.rate, decision);
    return decision.allowed ? judgePlace(options, call, scopes) : rateLimited(decision.retryInMs);
  };
  const taken = limit.limiter.take(key.id, limit.rate);
  return taken instanceof Promise ? taken.then(conclude) : conclude(taken);
}

function judgePlace(options: RequireKeyOptions, call: Call, scopes: ScopeSet): Verdict {
  const networks = call.key!.allowedNetworks;
  if (networks && !isInNetworks(addressOf(options, call), networks)) return networkNotAllowed(sentFrom(options, call));
  return judgeScope(options, call, scopes);
}

function judgeScope({ scopeOf }: RequireKeyOptions, { req, key }: Call, scopes: ScopeSet): Verdict {
  const needed = scopeOf(req);
  if (needed === null) return undefined;
  if (typeof needed !== 'string' || needed === '') throw new Error('scopeOf must answer a scope, or null for none.');
  return scopes.has(needed) ? undefined : scopeMissing(needed, key!.scopes);
}
