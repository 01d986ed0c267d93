import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';

/** The channel on which dispatchers hear that something was enqueued. */
export const enqueuedChannel = 'webhooks_enqueued';

const pauseMs = 10;
const enqueuedIn = new WeakSet<object>();

/** Remembers that the transaction of `em` enqueued something. */
export function noteEnqueued(em: EntityManager): void {
  const transaction = em.getTransactionContext<object>();
  if (transaction !== undefined) enqueuedIn.add(transaction);
}

/** Wakes dispatchers in other processes. */
export interface EnqueueBell {
  /** Notifies at once, and then at most once in 10 ms: a notification holds a lock of the whole database for a moment. */
  ring(): void;
  /** Waits for the notification under way. */
  close(): Promise<void>;
}

/**
 * A bell that rings after each committed transaction of the ORM that enqueued something. Not in the transaction: there the notification would
 * hold up every other commit that has one. When it fails, dispatchers find what is due when they look by themselves; `onError` is told.
 */
export function createEnqueueBell(
  orm: Pick<MikroORM, 'em'>,
  { pool, onError = () => {} }: { pool: Pick<Pool, 'query'>; onError?: (error: Error) => void },
): EnqueueBell {
  let ringing: Promise<void> | undefined;
  let isWanted = false;
  const notify = async () => {
    while (isWanted) {
      isWanted = false;
      await pool.query(`select pg_notify('${enqueuedChannel}', '')`).catch(onError);
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
    }
    ringing = undefined;
  };
  const ring = () => {
    isWanted = true;
    ringing ??= notify();
  };
  orm.em.getEventManager().registerSubscriber({
    afterTransactionCommit({ transaction }) {
      if (transaction !== undefined && enqueuedIn.delete(transaction)) ring();
    },
  });
  return { ring, close: async () => ringing };
}
