import { isRefusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What reading the store needs from outside. */
export interface StoreReaderOptions {
  primary(): EntityManager;
  /** A replica that may be behind, or not answer; undefined where there is none. */
  replica: (() => EntityManager) | undefined;
  /** What the store shows is of this revision. */
  revisionOf(em: EntityManager): Promise<string>;
  /** Told when the replica failed, for the log. */
  onError(error: unknown): void;
  /** In milliseconds, since whenever. */
  now?(): number;
}

/** Does work that only reads what the store shows. `em` gives units of work of one database throughout, so the work may be done twice. */
export type StoreReader = <Value>(work: (em: () => EntityManager) => Promise<Value>) => Promise<Value>;

const restMs = 5_000;

/**
 * Reads the store from the replica for as long as that has the latest publication: it then lags in counts at most. Otherwise, and when the replica fails,
 * from the primary; after a failure the replica is left alone for five seconds.
 */
export function createStoreReader({ primary, replica, revisionOf, onError, now }: StoreReaderOptions): StoreReader {
  const clock = now ?? (() => performance.now());
  let restsUntil = -Infinity;
  return async (work) => {
    if (replica === undefined || clock() < restsUntil) return work(primary);
    try {
      // Each is read before what it stands for, so the replica can only be further by the time of the work.
      const [there, here] = await Promise.all([revisionOf(replica()), revisionOf(primary())]);
      if (there === here) return await work(replica);
    } catch (error) {
      if (isRefusal(error) || isTooSlow(error)) throw error;
      restsUntil = clock() + restMs;
      onError(error);
    }
    return work(primary);
  };
}

/** What the replica gave up since it took too long would take as long on the primary. */
function isTooSlow(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === '57014';
}
