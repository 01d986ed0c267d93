import { toAuthHandler } from '@minimart/accounts/mikro-orm';
import { Refusal } from '@minimart/problem';
import express, { Router, type RequestHandler } from 'express';
import type { Services } from '../../compose.ts';
import { hasBody } from '../../http/has-body.ts';
import { limitAtOnce } from '../../http/limit-at-once.ts';
import { limitByAddress } from '../../http/limit-by-address.ts';
import { refuseCrossSite } from '../../http/refuse-cross-site.ts';
import { refuseOtherMethods } from '../../http/refuse-other-methods.ts';
import { refuseUnstorable } from '../../http/refuse-unstorable.ts';
import { carryPlatformSession } from '../platform-sign-in/carry-platform-session.ts';
import { authCalls, type AuthCall } from './auth-calls.ts';
import { limitByRecipient } from './limit-by-recipient.ts';
import { verifyEmail } from './verify-email.ts';

// These work on a password for about a tenth of a second each, on four threads that everything else of this process shares. Of a flood from many addresses,
// which no limit by address holds back, no more than these wait for their turn.
const hashes = ({ takes }: AuthCall) => takes.some((field) => /password$/i.test(field));
const mostHashed = 16;

const often = 6;

/**
 * The calls of better-auth that are needed, below `/v1/auth`. It would read a body of any length from anybody, so bodies are read, bounded
 * and looked through here before it gets them.
 */
export function mountSignIn(services: Services): Router {
  const { auth, config, signInLimiter: limiter } = services;
  const router = Router();
  const json = express.json({ limit: '16kb', inflate: false });
  const pathOf = ({ call }: AuthCall) => `/v1/auth/${call}`;
  router.use('/v1/auth', keepNowhere);
  refuseOtherMethods(
    router,
    authCalls.map((each) => ({ method: each.method, path: pathOf(each) })),
  );
  router.use('/v1/auth', refuseCrossSite(config.baseUrl));
  const rate = config.signInLimit;
  for (const each of authCalls) {
    if (each.counted === undefined) continue;
    const ofThis = rate && each.isOften ? { ...rate, calls: rate.calls * often } : rate;
    router[each.method](pathOf(each), limitByAddress({ name: each.counted, rate: ofThis, limiter }));
  }
  router.use('/v1/auth', json, refuseOtherBodies, refuseUnstorable);
  const fewAtOnce = limitAtOnce(mostHashed);
  for (const each of authCalls.filter(hashes)) router[each.method](pathOf(each), fewAtOnce);
  const handle: RequestHandler = toAuthHandler(auth, carryPlatformSession(services));
  for (const each of authCalls) {
    const gates = each.mails === true && rate !== undefined ? [limitByRecipient(limiter)] : [];
    const own = each.call === 'verify-email' ? verifyEmail(auth) : handle;
    router[each.method](pathOf(each), fitBody(each), ...gates, own);
  }
  return router;
}

const keepNowhere: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

const refuseOtherBodies: RequestHandler = (request, _response, next) => {
  if (request.body !== undefined || !hasBody(request)) return next();
  throw new Refusal({
    code: 'unsupported_media_type',
    detail: 'Send the body as JSON, with Content-Type: application/json.',
  });
};

/** Refuses fields that a call does not take, or that are too long for it, and says what it is always told. A query says nothing: better-auth reads some of the same from there. */
function fitBody({ takes, atMost = {}, always }: AuthCall): RequestHandler {
  return (request, _response, next) => {
    request.url = request.originalUrl = request.originalUrl.split('?')[0]!;
    const body = request.body as unknown;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return next();
    for (const [path, value] of Object.entries(body)) {
      if (!takes.includes(path))
        refuse(path, takes.length > 0 ? `This call takes ${takes.join(', ')}.` : 'This call takes no fields.');
      const most = atMost[path];
      if (most !== undefined && typeof value === 'string' && value.length > most)
        refuse(path, `Use ${most} characters at most.`);
    }
    if (always !== undefined) request.body = { ...body, ...always };
    next();
  };
}

function refuse(path: string, message: string): never {
  throw new Refusal({ code: 'invalid_request', detail: `${path}: ${message}`, errors: [{ path, message }] });
}
