import { Router } from 'express';
import type { Services } from '../../compose.ts';

/** `/health/live`: the process answers. `/health/ready`: it can reach its database, else 503. */
export function mountHealth({ isReady }: Pick<Services, 'isReady'>): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/health/ready', async (_request, response) => {
    const isUp = await isReady().then(
      () => true,
      () => false,
    );
    response
      .status(isUp ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status: isUp ? 'ok' : 'no database' });
  });
  return router;
}
