import type { RequestHandler } from 'express';
import { assertSameOrigin } from './assert-same-origin.ts';

/**
 * Refuses a changing request that a browser sends on behalf of another site (CSRF), also where it carries no cookie: signing a visitor in as somebody else
 * needs none. What has no cookie and says nothing of where it comes from was not sent by a browser, and passes.
 */
export function refuseCrossSite(baseUrl: string): RequestHandler {
  return (request, _response, next) => {
    const { cookie, origin, 'sec-fetch-site': site } = request.headers;
    if (cookie !== undefined || origin !== undefined || (site !== undefined && site !== 'none'))
      assertSameOrigin(request, baseUrl);
    next();
  };
}
