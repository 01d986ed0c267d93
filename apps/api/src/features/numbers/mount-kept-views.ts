import { Router } from 'express';
import { LRUCache } from 'lru-cache';
import type { Services } from '../../compose.ts';
import { findReadable } from '../listings/find-readable.ts';
import { countView, isTold } from './count-view.ts';

/** Whose an app is, as far as it matters to who is counted. */
interface Known {
  appId: string;
  ownerId: string;
}

const knownForMs = 60_000;

/**
 * Counts a view of a listing that the store shows from memory: `HEAD /v1/apps/{slug}` with the header `minimart-view` from somebody who is not signed in. Answers 204
 * without reading the listing, since nobody needs it; 404 where the store has no such app.
 */
export function mountKeptViews(services: Services): Router {
  const known = new LRUCache<string, Known>({ max: 10_000, ttl: knownForMs });
  const router = Router();
  // Not `head`: to Express that would be a route of its own, whose `Allow` it answers itself.
  router.all('/v1/apps/:slug', async (request, response, next) => {
    if (request.method !== 'HEAD') return next();
    const { authorization, cookie = '' } = request.headers;
    const isSignedIn = authorization !== undefined || cookie.includes('session_token');
    if (!isTold(request.get('minimart-view')) || isSignedIn || request.query['link'] !== undefined) return next();
    const { slug } = request.params;
    let app = known.get(slug);
    if (app === undefined) {
      const { listing } = await findReadable(services, services.em(), { slug, token: undefined, actor: undefined });
      app = { appId: listing.appId, ownerId: listing.ownerId };
      known.set(slug, app);
    }
    countView(services, { actor: undefined, address: request.ip, header: (name) => request.get(name) }, app);
    response.status(204).set('cache-control', 'no-store').end();
  });
  return router;
}
