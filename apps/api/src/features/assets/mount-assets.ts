import { Refusal } from '@minimart/problem';
import { Router } from 'express';
import type { Services } from '../../compose.ts';

/** Serves pictures by digest, so that they can be cached for ever. An SVG opened by itself may run and load nothing. */
export function mountAssets({ catalogOf, em }: Services): Router {
  const router = Router();
  router.get('/assets/:id', async (request, response) => {
    const asset = await catalogOf(em()).asset(request.params.id);
    if (asset === undefined) throw new Refusal({ code: 'not_found', detail: 'There is no such picture.' });
    response
      .set({
        'content-type': asset.mediaType,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      .send(asset.bytes);
  });
  return router;
}
