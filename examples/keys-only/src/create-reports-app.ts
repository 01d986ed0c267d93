import { BadKeyLimiter, LocalRateLimiter } from '@minimart/keys';
import { keyOf, refuseLeakedKeys, requireKey } from '@minimart/keys/express';
import express, { type Express } from 'express';
import type { Keys } from './open-keys.ts';

/** A small internal API: reports that a team may read with a key, 100 times a minute. */
export function createReportsApp({ verifier }: Pick<Keys, 'verifier'>): Express {
  const app = express().disable('x-powered-by');
  app.use(refuseLeakedKeys({ onLeak: async ({ place }) => console.warn(`A key came in the ${place}.`) }));
  const guard = requireKey({
    verifier,
    scopeOf: () => 'reports:read',
    limit: { limiter: new LocalRateLimiter(), rate: { calls: 100, seconds: 60 } },
    throttle: { limiter: new BadKeyLimiter(), rate: { calls: 60, seconds: 60 } },
  });
  app.get('/reports', guard, (_request, response) => {
    response.json({ team: keyOf(response).tenant, reports: ['revenue', 'churn'] });
  });
  return app;
}
