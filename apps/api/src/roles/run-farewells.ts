import { setTimeout } from 'node:timers/promises';
import { forgetExpiredInputs, sendDueErasures, type InstallPorts } from '@minimart/installs';
import type { Services } from '../compose.ts';
import { watchErasures } from '../features/audit/watch-erasures.ts';

const pollMs = 1_000;
const longestPauseMs = 30_000;
const batchSize = 100;

/**
 * Sends the data-erasure requests whose time has come, and forgets remembered inputs that have had theirs, until stopped. The database says when:
 * any number of these may run, and one that was away for a while goes on where it finds itself.
 */
export function runFarewells({
  inTransaction,
  installPortsOf,
  audit,
  logger,
}: Pick<Services, 'inTransaction' | 'installPortsOf' | 'audit' | 'logger'>): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const once = (work: (ports: InstallPorts) => Promise<number>) =>
    inTransaction(async (em) => {
      const { ports, acts } = watchErasures(installPortsOf(em));
      const done = await work(ports);
      await audit(em, ...acts({ kind: 'platform' }));
      return done;
    });
  const drain = async (work: (ports: InstallPorts) => Promise<number>) => {
    let done = batchSize;
    while (done === batchSize && !stopped.signal.aborted) done = await once(work);
  };
  const run = async () => {
    for (let failures = 0; !stopped.signal.aborted;) {
      try {
        await drain((ports) => sendDueErasures(ports, batchSize));
        await drain((ports) => forgetExpiredInputs(ports, batchSize));
        failures = 0;
      } catch (error) {
        failures += 1;
        logger.warn({ err: error }, 'data-erasure requests could not be sent on; they are tried again');
      }
      const pauseMs = Math.min(longestPauseMs, pollMs * 2 ** failures);
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
