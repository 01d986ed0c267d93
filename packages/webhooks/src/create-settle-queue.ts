import { isDelivered, type DeliveryStore, type Settlement } from './delivery-store.ts';
import type { DispatcherLogger } from './dispatcher-logger.ts';

/** Collects results and settles them together: while one batch commits, the next one gathers. */
export interface SettleQueue {
  /** Resolves once the result is in the database, or is given up because its lease has long passed to another dispatcher. */
  add(settlement: Settlement): Promise<void>;
}

interface Waiting {
  settlement: Settlement;
  /** On a clock that never goes back, nor ahead. */
  until: number;
  done: () => void;
}

const batchSize = 200;
const lingerMs = 5;
const longestPauseMs = 2000;

/** A queue over one store. A batch that fails is settled one by one, so that one bad result holds up no other. */
export function createSettleQueue(ports: {
  store: DeliveryStore;
  logger: DispatcherLogger;
  patienceMs: number;
  onFlushed: () => void;
}): SettleQueue {
  const { store, logger, patienceMs, onFlushed } = ports;
  let waiting: Waiting[] = [];
  let isFlushing = false;

  const flush = async () => {
    if (isFlushing) return;
    isFlushing = true;
    // Under load the results of a few milliseconds share a statement; nobody waits for it but the next claim.
    await new Promise((resolve) => setTimeout(resolve, lingerMs));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batch.length);
      for (const alike of splitByResult(batch)) await settleBatch(alike);
    }
    isFlushing = false;
  };

  const settleBatch = async (batch: Waiting[]) => {
    const error = await settle(batch);
    if (error === undefined) return onFlushed();
    logger.error({ err: error, deliveries: batch.length }, 'could not record attempts');
    // Not awaited: the next batch need not wait for a result that keeps failing.
    for (const one of batch) void settleAlone(one);
  };

  // Says nothing until it gives up: while the database is down, a line at each try of each result would hide all others.
  const settleAlone = async (one: Waiting) => {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const error = await settle([one]);
      if (error === undefined) return;
      if (performance.now() > one.until) return giveUp(one, error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };

  const giveUp = ({ settlement, done }: Waiting, error: Error) => {
    const facts = { err: error, delivery: settlement.id };
    logger.error(facts, 'gave up recording an attempt; the delivery will be claimed again');
    done();
  };

  const settle = async (batch: Waiting[]): Promise<Error | undefined> => {
    try {
      const ids = new Set(await store.settle(batch.map(({ settlement }) => settlement)));
      for (const { settlement, done } of batch) {
        if (!ids.has(settlement.id)) logger.warn({ delivery: settlement.id }, 'settled by someone else meanwhile');
        done();
      }
      return undefined;
    } catch (error) {
      return error as Error;
    }
  };

  return {
    add: (settlement) =>
      new Promise((resolve) => {
        waiting.push({ settlement, until: performance.now() + patienceMs, done: resolve });
        void flush();
      }),
  };
}

/** Those that went well apart, which are recorded in a cheaper way, unless another one to the same endpoint did not: the order of these counts. */
function splitByResult(batch: readonly Waiting[]): Waiting[][] {
  const troubled = new Set(batch.flatMap(({ settlement }) => (isDelivered(settlement) ? [] : settlement.endpointId)));
  if (troubled.size === 0) return [[...batch]];
  const [well, rest]: [Waiting[], Waiting[]] = [[], []];
  for (const one of batch) (troubled.has(one.settlement.endpointId) ? rest : well).push(one);
  return well.length === 0 ? [rest] : [well, rest];
}
