import express, { type Express, type RequestHandler } from 'express';
import type { Services } from './compose.ts';
import { mountDocs } from './docs/mount-docs.ts';
import { mountAssets } from './features/assets/mount-assets.ts';
import { mountHealth } from './features/health/mount-health.ts';
import { mountPlatformApi } from './features/platform/mount-platform-api.ts';
import { mountSignIn } from './features/sign-in/mount-sign-in.ts';
import { createAuthenticate } from './http/create-authenticate.ts';
import { handleError, handleNothingFound } from './http/handle-error.ts';
import { refuseUnstorable } from './http/refuse-unstorable.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { withRequestId } from './http/with-request-id.ts';
import { createOpenApiDocument } from './openapi/create-openapi-document.ts';
import { allRoutes } from './routes.ts';

/** Builds the Express app of the role `api`: both APIs, their documents, sign-in, pictures and health. */
export function createApp(services: Services): Express {
  const { registry, verifyKey, hostOf, uses, config, logger } = services;
  const routes = allRoutes(services);
  const app = express().disable('x-powered-by').disable('etag');
  // The front door in front of this process is on the same machine or in the same cluster, one hop away.
  app.set('trust proxy', 1).set('query parser', 'simple');
  app.use(withRequestId, withBasics);
  app.use(mountHealth(services));
  // Takes shorter bodies than the rest, so it comes before their parser.
  app.use(mountSignIn(services));
  app.use(express.json({ limit: '512kb', strict: true, inflate: false }));
  app.use(refuseUnstorable);
  app.use(
    '/api',
    mountPlatformApi({ registry, verify: verifyKey, hostOf, onUse: (key, scope) => uses.record(key, scope) }),
  );
  app.use(mountRoutes(routes, { authenticate: createAuthenticate(services), baseUrl: config.baseUrl }));
  app.use(mountAssets(services));
  app.use(mountDocs(createOpenApiDocument(routes, registry)));
  app.use(handleNothingFound);
  app.use(handleError({ baseUrl: config.baseUrl, logger }));
  return app;
}

const withBasics: RequestHandler = (_request, response, next) => {
  response.set({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  });
  next();
};
