import { setTimeout } from 'node:timers/promises';
import type { BlobStore } from '@minimart/blobs';
import type { Services } from '../compose.ts';
import { beat, writeEndings } from './write-endings.ts';

const everyMs = 1_000;
const longestPauseMs = 30_000;
const beatEveryMs = 60_000;

type Parts = Pick<Services, 'inTransaction' | 'clock' | 'logger'>;

/** Takes what has ended into the ledger, a second after it did, until stopped; while that fails, it is tried again after pauses that grow to 30 s. */
export function keepLedger(services: Parts, store: BlobStore): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const run = async () => {
    let [failures, beatAt] = [0, -Infinity];
    while (!stopped.signal.aborted) {
      try {
        const isDue = performance.now() - beatAt >= beatEveryMs;
        await tellLedger(services, store, isDue);
        if (isDue) beatAt = performance.now();
        failures = 0;
      } catch (error) {
        failures += 1;
        services.logger.warn({ err: error }, 'the ledger of endings could not be written; it is tried again');
      }
      const pauseMs = Math.min(longestPauseMs, everyMs * 2 ** failures);
      // Rejects when it is stopped meanwhile, which the loop sees for itself.
      await setTimeout(pauseMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

/** Takes everything that waits into the ledger and, where asked to, notes that it is complete; answers how far the ledger has come. */
export async function tellLedger(
  { inTransaction, clock }: Pick<Services, 'inTransaction' | 'clock'>,
  store: BlobStore,
  beats: boolean,
): Promise<{ lineage: string; page: number }> {
  for (;;) {
    const now = clock.now();
    const { isMore, ...place } = await inTransaction((em) => writeEndings(em, store));
    if (isMore) continue;
    if (beats) await beat(store, place.lineage, now);
    return place;
  }
}
