import { toAuthHandler } from '@minimart/accounts/mikro-orm';
import { Refusal } from '@minimart/problem';
import express, { Router, type RequestHandler } from 'express';
import type { Services } from '../../compose.ts';
import { hasBody } from '../../http/has-body.ts';
import { limitByAddress } from '../../http/limit-by-address.ts';
import { refuseCrossSite } from '../../http/refuse-cross-site.ts';
import { refuseOtherMethods } from '../../http/refuse-other-methods.ts';
import { refuseUnstorable } from '../../http/refuse-unstorable.ts';

// A list, since better-auth has many more, and gets new ones: to rename oneself as another developer, to link accounts, to redirect.
const served = [
  { method: 'get', calls: ['get-session', 'list-sessions'] },
  {
    method: 'post',
    calls: [
      'sign-up/email',
      'sign-in/email',
      'sign-out',
      'change-password',
      'revoke-session',
      'revoke-sessions',
      'revoke-other-sessions',
    ],
  },
] as const;

/**
 * The calls of better-auth that are needed, below `/v1/auth`. It would read a body of any length from anybody, so bodies are read, bounded
 * and looked through here before it gets them.
 */
export function mountSignIn({
  auth,
  config,
  signInLimiter,
}: Pick<Services, 'auth' | 'config' | 'signInLimiter'>): Router {
  const router = Router();
  const json = express.json({ limit: '16kb', inflate: false });
  const endpoints = served.flatMap(({ method, calls }) => calls.map((call) => ({ method, path: `/v1/auth/${call}` })));
  router.use('/v1/auth', keepNowhere);
  refuseOtherMethods(router, endpoints);
  router.use('/v1/auth', refuseCrossSite(config.baseUrl));
  const limit = { name: 'sign-in', rate: config.signInLimit, limiter: signInLimiter };
  router.post('/v1/auth/sign-in/*rest', limitByAddress(limit));
  router.use('/v1/auth', json, refuseOtherBodies, refuseUnstorable);
  const handle: RequestHandler = toAuthHandler(auth);
  for (const { method, path } of endpoints) router[method](path, handle);
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
