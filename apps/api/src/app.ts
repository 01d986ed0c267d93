import { LocalRateLimiter } from '@minimart/keys';
import { languagesOf } from '@minimart/scope-kit';
import { isTracing } from '@minimart/tracing';
import express, { type Express } from 'express';
import { explainTestKey, requireSandboxKey } from './features/sandbox/require-sandbox-key.ts';
import type { Services } from './compose.ts';
import { mountDocs } from './docs/mount-docs.ts';
import { mountAssets } from './features/assets/mount-assets.ts';
import { mountLeakReports } from './features/leak-reports/mount-leak-reports.ts';
import { mountHealth } from './features/health/mount-health.ts';
import { mountKeptViews } from './features/numbers/mount-kept-views.ts';
import { mountMetrics } from './features/metrics/mount-metrics.ts';
import { createInstallationLink } from './features/platform/link-to-installation.ts';
import { platformCheck, refuseLeaks } from './features/platform/guard-platform-api.ts';
import { mountPlatformApi } from './features/platform/mount-platform-api.ts';
import { mountPlatformSignIn } from './features/platform-sign-in/mount-platform-sign-in.ts';
import { mountSignIn } from './features/sign-in/mount-sign-in.ts';
import { mountSocialPictures } from './features/social/mount-social-pictures.ts';
import { mountUploads } from './features/uploads/mount-uploads.ts';
import { createAuthenticate } from './http/create-authenticate.ts';
import { handleError, handleNothingFound } from './http/handle-error.ts';
import { refuseUnstorable } from './http/refuse-unstorable.ts';
import { keepText } from './http/keep-text.ts';
import { limitByAddress } from './http/limit-by-address.ts';
import { limitBodyTime } from './http/limit-body-time.ts';
import { measureRequests } from './http/measure-requests.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { securityHeaders } from './http/security-headers.ts';
import { traceRequests } from './http/trace-requests.ts';
import { withRequestId } from './http/with-request-id.ts';
import { shedLoad } from './overload/shed-load.ts';
import { createOpenApiDocument } from './openapi/create-openapi-document.ts';
import { allRoutes } from './routes.ts';

/** Builds the Express app of the role `api`: both APIs, their documents, sign-in, pictures and health. */
export function createApp(services: Services): Express {
  const { registry, hostOf, uses, config, logger } = services;
  const routes = allRoutes(services);
  const linkToInstallation = createInstallationLink(services);
  const app = express().disable('x-powered-by').disable('etag');
  app.set('trust proxy', config.proxyHops).set('query parser', 'simple');
  app.use(withRequestId, securityHeaders(config.baseUrl));
  app.use(mountHealth(services));
  if (config.opsPort === undefined) app.use(mountMetrics(services));
  app.use(measureRequests(services.metrics.requests));
  // After what is asked every few seconds: nobody looks for a probe in a trace.
  if (isTracing()) app.use(traceRequests);
  app.use(shedLoad(services.load));
  // Reads its bodies itself, and takes longer over them than anything else may.
  app.use(mountUploads(services));
  app.use(limitBodyTime(30_000));
  app.use(mountPlatformSignIn(services));
  // Takes shorter bodies than the rest, so it comes before their parser.
  app.use(mountSignIn(services));
  // Takes its body as bytes, over which the signature is.
  app.use(mountLeakReports(services));
  app.use(express.json({ limit: '512kb', strict: true, inflate: false, verify: keepText }));
  app.use(refuseUnstorable);
  app.use(
    '/api',
    refuseLeaks(services),
    mountPlatformApi({
      registry,
      hostOf,
      check: platformCheck(services),
      checkKey: async (key) => {
        await linkToInstallation(key.subject);
        await requireSandboxKey(services, key);
      },
      explain: explainTestKey,
      onUse: (key, scope) => uses.record(key, scope),
    }),
  );
  // Counted by each process for itself, which costs nothing: of several, each answers as many.
  const { searchLimit, suggestLimit } = config;
  app.get('/v1/apps', limitByAddress({ name: 'search', rate: searchLimit, limiter: new LocalRateLimiter() }));
  app.get('/v1/apps/suggest', limitByAddress({ name: 'suggest', rate: suggestLimit, limiter: new LocalRateLimiter() }));
  app.use(mountKeptViews(services));
  app.use(
    mountRoutes(routes, {
      authenticate: createAuthenticate(services),
      baseUrl: config.baseUrl,
      languages: languagesOf(registry),
    }),
  );
  app.use(mountSocialPictures(services));
  app.use(mountAssets(services));
  app.use(mountDocs(() => createOpenApiDocument(routes, registry), config.baseUrl));
  app.use(handleNothingFound);
  app.use(handleError({ baseUrl: config.baseUrl, logger }));
  return app;
}
