import { isTracing, linkTo, parseTraceparent, type TraceContext } from '@minimart/tracing';
import { readTraceparent } from '@minimart/webhooks/mikro-orm';
import { LRUCache } from 'lru-cache';
import type { Services } from '../../compose.ts';

// A key that is handed over anew was handed over in another trace.
const rememberedMs = 60_000;
const mostRemembered = 10_000;

/**
 * Links a platform call to the request that had its key handed over, by the delivery that did. Asks the database once a minute for an installation, and only where
 * something is traced; a call is not failed for want of a link.
 */
export function createInstallationLink({
  deliveryPool,
  logger,
}: Pick<Services, 'deliveryPool' | 'logger'>): (installationId: string) => Promise<void> {
  const known = new LRUCache<string, { trace: TraceContext | undefined }>({ max: mostRemembered, ttl: rememberedMs });
  return async (installationId) => {
    if (!isTracing()) return;
    let found = known.get(installationId);
    if (found === undefined) {
      const text = await readTraceparent(deliveryPool, installationId).catch((error: unknown) => {
        logger.warn({ err: error }, 'the trace of an installation could not be read; calls go on without a link to it');
        return undefined;
      });
      found = { trace: parseTraceparent(text) };
      known.set(installationId, found);
    }
    linkTo(found.trace);
  };
}
