import { Router } from 'express';
import type { Services } from '../../compose.ts';

/** `/health/live`: the process answers. `/health/ready`: it takes work, since it can reach its database and was not told to stop; else 503. */
export function mountHealth({ isReady, life }: Pick<Services, 'isReady' | 'life'>): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/health/ready', async (_request, response) => {
    const status = life.isStopping ? 'stopping' : await isReady().then(toOk, () => 'no database');
    response
      .status(status === 'ok' ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status });
  });
  return router;
}

const toOk = () => 'ok';
