import type { BlobStore } from '@minimart/blobs';
import { repeat, type Repeated } from '@minimart/repeat';
import type { Services } from '../compose.ts';
import { beat, writeEndings } from './write-endings.ts';

const everyMs = 1_000;
const beatEveryMs = 60_000;

type Parts = Pick<Services, 'inTransaction' | 'clock' | 'logger'>;

/** Takes what has ended into the ledger, a second after it did, until stopped; while that fails, it is tried again after pauses that grow to 30 s. */
export function keepLedger(services: Parts, store: BlobStore): Repeated {
  let beatAt = -Infinity;
  const tell = async () => {
    const isDue = performance.now() - beatAt >= beatEveryMs;
    await tellLedger(services, store, isDue);
    if (isDue) beatAt = performance.now();
  };
  return repeat(tell, {
    everyMs,
    onError: (error) =>
      services.logger.warn({ err: error }, 'the ledger of endings could not be written; it is tried again'),
  });
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
