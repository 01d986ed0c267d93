import { forgetExpired } from '@minimart/idempotency/mikro-orm';
import type { Services } from '../compose.ts';

const everyMs = 10 * 60 * 1000;
const batchSize = 1000;

/**
 * Deletes idempotency keys that serve no more: now and every ten minutes until stopped, in batches, so that no transaction is long. A
 * failure is logged, and what is left waits for the next time.
 */
export function sweepIdempotencyKeys({ em, logger }: Pick<Services, 'em' | 'logger'>): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const sweep = async () => {
    let rows = 0;
    try {
      let deleted = batchSize;
      while (deleted === batchSize && !stopped.signal.aborted) {
        deleted = await forgetExpired(em(), batchSize);
        rows += deleted;
      }
      if (rows > 0) logger.info({ rows }, 'deleted idempotency keys that serve no more');
    } catch (error) {
      logger.warn({ err: error, rows }, 'could not delete idempotency keys that serve no more');
    }
  };
  let sweeping = sweep();
  const timer = setInterval(() => (sweeping = sweeping.then(sweep)), everyMs);
  return {
    async stop() {
      stopped.abort();
      clearInterval(timer);
      await sweeping;
    },
  };
}
